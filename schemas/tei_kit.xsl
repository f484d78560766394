<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0" version="1.0">
  <!-- made from tei_kit.sch by generate.py -->
  <xsl:output method="text"/>
  <xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>
  <xsl:key name="person" match="tei:person" use="'any'"/>
  <xsl:key name="div" match="tei:div" use="'any'"/>
  <xsl:key name="note" match="tei:note" use="'any'"/>
  <xsl:key name="numbered-note" match="tei:note" use="concat(generate-id(ancestor::tei:div[not(ancestor::tei:front)][last()]                                    | ancestor::tei:front/following-sibling::tei:body/tei:div[1]),                        ' ', @n)"/>
  <xsl:key name="note-of-part" match="tei:note" use="concat(generate-id(ancestor::tei:div[not(@type = 'section')][1]), ' ', @n)"/>
  <xsl:template match="/">
    <xsl:apply-templates select="/descendant::*"/>
  </xsl:template>
  <xsl:template match="*" priority="-1"/>
  <xsl:template match="tei:p">
    <xsl:choose>
      <xsl:when test="(@xml:id)">
        <xsl:if test="not(starts-with(@xml:id, concat(ancestor::tei:note[1]/@xml:id, '.'))                     or starts-with(@xml:id, concat(ancestor::tei:div[last()]/@xml:id, '.'))                     or (not(ancestor::tei:div) and starts-with(@xml:id, 'body.'))                     or (ancestor::tei:front and contains(@xml:id, 'front.')))">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:sp">
    <xsl:choose>
      <xsl:when test="(@xml:id)">
        <xsl:if test="not(starts-with(@xml:id, concat(ancestor::tei:note[1]/@xml:id, '.'))                     or starts-with(@xml:id, concat(ancestor::tei:div[last()]/@xml:id, '.'))                     or (not(ancestor::tei:div) and starts-with(@xml:id, 'body.'))                     or (ancestor::tei:front and contains(@xml:id, 'front.')))">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
    <xsl:choose>
      <xsl:when test="(@synch)">
        <xsl:if test="not(key('id', substring-after(@synch, '#'))[self::tei:when])">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
    <xsl:choose>
      <xsl:when test="(@who)">
        <xsl:variable name="who" select="normalize-space(@who)"/>
        <xsl:variable name="several" select="contains($who, ' ')"/>
        <xsl:if test="not((not($several) and key('id', substring-after($who, '#'))[self::tei:person])                     or ($several                         and count(key('person', 'any')                                   [contains(concat(' ', $who, ' '),                                             concat(' #', @xml:id, ' '))])                             = string-length($who) - string-length(translate($who, ' ', '')) + 1))">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:l">
    <xsl:choose>
      <xsl:when test="(@xml:id)">
        <xsl:if test="not(starts-with(@xml:id, concat(ancestor::tei:note[1]/@xml:id, '.'))                     or starts-with(@xml:id, concat(ancestor::tei:div[last()]/@xml:id, '.'))                     or (not(ancestor::tei:div) and starts-with(@xml:id, 'body.'))                     or (ancestor::tei:front and contains(@xml:id, 'front.')))">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:encodingDesc">
    <xsl:choose>
      <xsl:when test="(tei:refsDecl)">
        <xsl:if test="not(count(tei:refsDecl[@default = 'true']) = 1)">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:time">
    <xsl:choose>
      <xsl:when test="(@synch)">
        <xsl:if test="not(key('id', substring-after(@synch, '#'))[self::tei:when])">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:when">
    <xsl:choose>
      <xsl:when test="(@since)">
        <xsl:if test="not(key('id', substring-after(@since, '#'))[self::tei:when])">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:persName">
    <xsl:choose>
      <xsl:when test="(@ref)">
        <xsl:if test="not(key('id', substring-after(@ref, '#'))[self::tei:person])">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:rs">
    <xsl:choose>
      <xsl:when test="(@ref)">
        <xsl:if test="not(key('id', substring-after(@ref, '#'))[self::tei:person])">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:g">
    <xsl:choose>
      <xsl:when test="true()">
        <xsl:if test="not(key('id', substring-after(@ref, '#'))[self::tei:char])">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:castItem">
    <xsl:choose>
      <xsl:when test="(@corresp)">
        <xsl:variable name="corresp" select="normalize-space(@corresp)"/>
        <xsl:variable name="several" select="contains($corresp, ' ')"/>
        <xsl:if test="not((not($several) and key('id', substring-after($corresp, '#'))[self::tei:person])                     or ($several                         and count(key('person', 'any')                                   [contains(concat(' ', $corresp, ' '),                                             concat(' #', @xml:id, ' '))])                             = string-length($corresp)                               - string-length(translate($corresp, ' ', '')) + 1))">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:bibl">
    <xsl:choose>
      <xsl:when test="(@corresp)">
        <xsl:variable name="corresp" select="normalize-space(@corresp)"/>
        <xsl:variable name="several" select="contains($corresp, ' ')"/>
        <xsl:if test="not((not($several) and key('id', substring-after($corresp, '#'))[self::tei:div])                     or ($several                         and count(key('div', 'any')                                   [contains(concat(' ', $corresp, ' '),                                             concat(' #', @xml:id, ' '))])                             = string-length($corresp)                               - string-length(translate($corresp, ' ', '')) + 1))">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:listPerson">
    <xsl:choose>
      <xsl:when test="(@corresp)">
        <xsl:variable name="corresp" select="normalize-space(@corresp)"/>
        <xsl:variable name="several" select="contains($corresp, ' ')"/>
        <xsl:if test="not((not($several) and key('id', substring-after($corresp, '#'))[self::tei:div])                     or ($several                         and count(key('div', 'any')                                   [contains(concat(' ', $corresp, ' '),                                             concat(' #', @xml:id, ' '))])                             = string-length($corresp)                               - string-length(translate($corresp, ' ', '')) + 1))">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:correspDesc">
    <xsl:choose>
      <xsl:when test="(@corresp)">
        <xsl:variable name="corresp" select="normalize-space(@corresp)"/>
        <xsl:variable name="several" select="contains($corresp, ' ')"/>
        <xsl:if test="not((not($several) and key('id', substring-after($corresp, '#'))[self::tei:div])                     or ($several                         and count(key('div', 'any')                                   [contains(concat(' ', $corresp, ' '),                                             concat(' #', @xml:id, ' '))])                             = string-length($corresp)                               - string-length(translate($corresp, ' ', '')) + 1))">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:ref">
    <xsl:choose>
      <xsl:when test="true()">
        <xsl:variable name="id" select="substring-after(@target, '#')"/>
        <xsl:variable name="division" select="substring-before(concat($id, 'fn'), 'fn')"/>
        <xsl:variable name="note" select="substring-after($id, $division)"/>
        <xsl:variable name="names-a-document" select="starts-with($division, 'd') and string-length($division) &gt; 1                   and contains('0123456789', substring($division, 2, 1))                   and translate(substring($division, 3),                                 '0123456789abcdefghijklmnopqrstuvwxyz', '') = ''"/>
        <xsl:variable name="names-a-note" select="string-length($note) &gt; 2                   and translate(substring($note, 3),                                 '0123456789abcdefghijklmnopqrstuvwxyz', '') = ''"/>
        <xsl:if test="not(not(starts-with(@target, '#')) or key('id', $id) or key('id', $division)                     or ($names-a-document and ($note = '' or $names-a-note)))">broken</xsl:if>
        <xsl:if test="not(not(starts-with(@target, '#')) or key('id', $id) or not(key('id', $division)))">broken</xsl:if>
        <xsl:if test="not(normalize-space(.) != '' or .//tei:g)">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:note">
    <xsl:choose>
      <xsl:when test="(@type = 'comment')">
        <xsl:if test="not(not(ancestor::tei:note[@type = 'comment']))">broken</xsl:if>
      </xsl:when>
      <xsl:when test="(ancestor::tei:div or ancestor::tei:front)">
        <xsl:variable name="division" select="ancestor::tei:div[not(ancestor::tei:front)][last()]                   | ancestor::tei:front/following-sibling::tei:body/tei:div[1]"/>
        <xsl:variable name="part" select="ancestor::tei:div[not(@type = 'section')][1]"/>
        <xsl:variable name="before" select="preceding::tei:note[1]"/>
        <xsl:variable name="is-first" select="not($before/ancestor::tei:text)                   or count($division                            | $before/ancestor::tei:div[not(ancestor::tei:front)][last()]                            | $before/ancestor::tei:front/following-sibling::tei:body/tei:div[1])                      != 1"/>
        <xsl:variable name="begins" select="$is-first                   or count($part                            | $before/ancestor::tei:div[not(@type = 'section')][1]                            | $before[not(ancestor::tei:div)]                              /ancestor::tei:front/following-sibling::tei:body/tei:div[1]) != 1                   or (@place = 'bottom' and number(@n) &lt;= 1)"/>
        <xsl:if test="not(not(ancestor::tei:note))">broken</xsl:if>
        <xsl:if test="not(@cert = 'low' or not(number(translate(@n, 'eE', 'xx')) = number(translate(@n, 'eE', 'xx')))                     or $before/@type = 'comment'                     or ((@anchored = 'false' or $begins or $before/@cert = 'low'                          or not(number(translate($before/@n, 'eE', 'xx')) = number(translate($before/@n, 'eE', 'xx')))                          or number(@n) &gt; number($before/@n))                         and (number(@n) = 0 or number(@n) = 1                              or ($is-first and number(@n) = number($before/@n) + 1)                              or key('numbered-note', concat(generate-id($division), ' ',                                                             number(@n) - 1)))))">broken</xsl:if>
        <xsl:if test="not(@cert = 'low' or @place = 'bottom' or not(number(translate(@n, 'eE', 'xx')) = number(translate(@n, 'eE', 'xx')))                     or count(key('note-of-part', concat(generate-id($part), ' ', @n))                              [not(@cert = 'low' or @place = 'bottom')]) = 1)">broken</xsl:if>
        <xsl:if test="not(not($division/@xml:id)                     or starts-with(@xml:id, concat($division/@xml:id, 'fn')))">broken</xsl:if>
        <xsl:if test="not(not(@type = 'source')                     or not(key('numbered-note', concat(generate-id($division), ' ',                                                        number(@n) - 1))))">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:milestone">
    <xsl:choose>
      <xsl:when test="(@unit = 'notes')">
        <xsl:variable name="corresp" select="normalize-space(@corresp)"/>
        <xsl:variable name="several" select="contains($corresp, ' ')"/>
        <xsl:if test="not((not($several) and key('id', substring-after($corresp, '#'))[self::tei:note])                     or ($several                         and count(key('note', 'any')                                   [contains(concat(' ', $corresp, ' '),                                             concat(' #', @xml:id, ' '))])                             = string-length($corresp)                               - string-length(translate($corresp, ' ', '')) + 1))">broken</xsl:if>
        <xsl:if test="not(not(ancestor::tei:note))">broken</xsl:if>
      </xsl:when>
      <xsl:when test="(@unit = 'rest')">
        <xsl:if test="not(ancestor::tei:note)">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:pb">
    <xsl:choose>
      <xsl:when test="(ancestor::tei:note and not(@cert = 'low'))">
        <xsl:variable name="before" select="preceding::tei:pb[1]"/>
        <xsl:if test="not(not($before/ancestor::tei:note)                     or count(ancestor::tei:note[1] | $before/ancestor::tei:note[1]) != 1                     or $before/@cert = 'low' or not(number(translate(@n, 'eE', 'xx')) = number(translate(@n, 'eE', 'xx')))                     or not(number(translate($before/@n, 'eE', 'xx')) = number(translate($before/@n, 'eE', 'xx')))                     or number(@n) &gt; number($before/@n))">broken</xsl:if>
      </xsl:when>
      <xsl:when test="(not(@cert = 'low'))">
        <xsl:variable name="division" select="ancestor::tei:div[not(ancestor::tei:front)][last()]                   | ancestor::tei:front/following-sibling::tei:body/tei:div[1]"/>
        <xsl:variable name="nearest" select="preceding::tei:pb[1]"/>
        <xsl:variable name="beyond" select="$nearest/ancestor::tei:note[1]/preceding::tei:pb[1]"/>
        <xsl:variable name="before" select="$nearest[not(ancestor::tei:note)] | $beyond[not(ancestor::tei:note)]"/>
        <xsl:if test="not(not($before)                     or count($division                              | $before/ancestor::tei:div[not(ancestor::tei:front)][last()]                              | $before/ancestor::tei:front/following-sibling::tei:body/tei:div[1])                        != 1                     or $before/@cert = 'low' or not(number(translate(@n, 'eE', 'xx')) = number(translate(@n, 'eE', 'xx')))                     or not(number(translate($before/@n, 'eE', 'xx')) = number(translate($before/@n, 'eE', 'xx')))                     or number(@n) &gt; number($before/@n))">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:item">
    <xsl:choose>
      <xsl:when test="(@n) and (not(@cert = 'low'))">
        <xsl:variable name="before" select="preceding-sibling::tei:item[1]"/>
        <xsl:if test="not(not(number(translate(@n, 'eE', 'xx')) = number(translate(@n, 'eE', 'xx'))) or not(number(translate($before/@n, 'eE', 'xx')) = number(translate($before/@n, 'eE', 'xx')))                     or contains(@n, '.') or contains($before/@n, '.')                     or $before/@cert = 'low' or number(@n) = number($before/@n) + 1)">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:div">
    <xsl:choose>
      <xsl:when test="(@type = 'document')">
        <xsl:if test="not(tei:head or normalize-space(.) != '')">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:speaker">
    <xsl:choose>
      <xsl:when test="true()">
        <xsl:if test="not(normalize-space(.) != '')">broken</xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
