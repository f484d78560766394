<?xml version="1.0" encoding="UTF-8"?>
<!--
  TEI of tei_kit to HTML that pandoc makes an EPUB of: docs/recipes.md has the command. Notes, page
  breaks and the parts of a text are marked as EPUB asks for (epub:type and role).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:t="http://www.tei-c.org/ns/1.0" xmlns:epub="http://www.idpf.org/2007/ops"
    exclude-result-prefixes="t">
  <xsl:output method="xml" encoding="UTF-8" omit-xml-declaration="yes"/>
  <xsl:strip-space elements="t:TEI t:text t:front t:body t:div t:sp t:lg t:list t:opener t:closer
    t:postscript t:table t:row t:castList t:castGroup t:address t:epigraph t:floatingText
    t:titlePage t:docTitle"/>
  <xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>

  <xsl:template match="/">
    <xsl:variable name="header" select="//t:teiHeader[1]"/>
    <html lang="{/*/@xml:lang}">
      <head>
        <title><xsl:value-of select="$header//t:titleStmt/t:title[1]"/></title>
        <xsl:for-each select="$header//t:titleStmt/t:author">
          <meta name="author" content="{.}"/>
        </xsl:for-each>
        <xsl:for-each select="$header//t:publicationStmt/t:publisher[. != 'Not stated']">
          <meta name="publisher" content="{.}"/>
        </xsl:for-each>
        <xsl:for-each select="$header//t:licence/@target">
          <meta name="rights" content="{.}"/>
        </xsl:for-each>
      </head>
      <body>
        <xsl:apply-templates select="//t:text[not(ancestor::t:text)]"/>
      </body>
    </html>
  </xsl:template>

  <!-- Chapters begin where headings stand among the blocks of the book, so divisions have no element
    of their own. -->
  <xsl:template match="t:text | t:body | t:front | t:div">
    <xsl:apply-templates/>
    <xsl:if test="self::t:div[not(ancestor::t:div)]"><xsl:call-template name="notes"/></xsl:if>
  </xsl:template>
  <xsl:template match="t:floatingText | t:opener | t:closer | t:postscript | t:address | t:epigraph">
    <div class="{local-name()}"><xsl:apply-templates/></div>
  </xsl:template>
  <xsl:template match="t:floatingText/t:body"><xsl:apply-templates/></xsl:template>

  <!-- A heading of each division; further ones are lines below it. -->
  <xsl:template match="t:div/t:head[1]">
    <xsl:variable name="depth" select="count(ancestor::t:div)"/>
    <xsl:element name="h{$depth - ($depth - 6) * ($depth &gt; 6)}">
      <xsl:attribute name="id"><xsl:call-template name="division"/></xsl:attribute>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>
  <xsl:template name="division">
    <xsl:choose>
      <xsl:when test="../@xml:id"><xsl:value-of select="../@xml:id"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="generate-id()"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="t:head">
    <div class="heading"><strong><xsl:apply-templates/></strong></div>
  </xsl:template>
  <xsl:template match="t:titlePage | t:docTitle | t:castGroup"><div><xsl:apply-templates/></div></xsl:template>

  <!-- Turns: the label begins the first paragraph, or stands above verses. -->
  <xsl:template match="t:sp">
    <div class="turn"><xsl:apply-templates/></div>
  </xsl:template>
  <xsl:template match="t:speaker">
    <xsl:if test="not(following-sibling::*[1][self::t:p])">
      <div class="label"><strong><xsl:apply-templates/></strong></div>
    </xsl:if>
  </xsl:template>
  <xsl:template match="t:p">
    <p>
      <xsl:for-each select="preceding-sibling::*[1][self::t:speaker]">
        <strong class="speaker"><xsl:apply-templates/></strong>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates/>
    </p>
  </xsl:template>
  <xsl:template match="t:dateline | t:salute | t:signed | t:trailer | t:addrLine | t:titlePart
      | t:docAuthor | t:docImprint | t:castItem | t:roleDesc[parent::t:castGroup]">
    <div class="{local-name()}"><xsl:apply-templates/></div>
  </xsl:template>
  <xsl:template match="t:stage[parent::t:div or parent::t:sp or parent::t:lg or parent::t:body]">
    <div class="stage"><em><xsl:apply-templates/></em></div>
  </xsl:template>
  <xsl:template match="t:stage"><em><xsl:apply-templates/></em></xsl:template>

  <xsl:template match="t:lg"><div class="stanza"><xsl:apply-templates/></div></xsl:template>
  <xsl:template match="t:l"><div class="line part{@part}"><xsl:apply-templates/></div></xsl:template>

  <xsl:template match="t:list | t:castList">
    <xsl:apply-templates select="t:head"/>
    <xsl:choose>
      <xsl:when test="self::t:castList"><div class="cast"><xsl:apply-templates select="*[not(self::t:head)]"/></div></xsl:when>
      <xsl:when test="@rend = 'numbered' and not(t:item/@rend)">
        <ol><xsl:if test="number(t:item[1]/@n) &gt; 1"><xsl:attribute name="start"><xsl:value-of select="t:item[1]/@n"/></xsl:attribute></xsl:if>
          <xsl:apply-templates select="t:item"/></ol>
      </xsl:when>
      <xsl:otherwise><ul><xsl:apply-templates select="t:item"/></ul></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="t:item">
    <li>
      <!-- Page breaks between items. -->
      <xsl:for-each select="preceding-sibling::*[1][self::t:pb]"><xsl:call-template name="page"/></xsl:for-each>
      <xsl:if test="@rend"><xsl:value-of select="@rend"/><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates/>
    </li>
  </xsl:template>

  <xsl:template match="t:quote"><blockquote><xsl:choose>
    <xsl:when test="t:p | t:lg | t:l"><xsl:apply-templates/></xsl:when>
    <xsl:otherwise><p><xsl:apply-templates/></p></xsl:otherwise>
  </xsl:choose></blockquote></xsl:template>
  <xsl:template match="t:p//t:quote"><q><xsl:apply-templates/></q></xsl:template>

  <xsl:template match="t:table"><table><xsl:apply-templates/></table></xsl:template>
  <xsl:template match="t:row"><tr><xsl:apply-templates/></tr></xsl:template>
  <xsl:template match="t:cell">
    <xsl:variable name="name"><xsl:choose>
      <xsl:when test="@role = 'label' or ../@role = 'label'">th</xsl:when>
      <xsl:otherwise>td</xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:element name="{$name}">
      <xsl:if test="@rows"><xsl:attribute name="rowspan"><xsl:value-of select="@rows"/></xsl:attribute></xsl:if>
      <xsl:if test="@cols"><xsl:attribute name="colspan"><xsl:value-of select="@cols"/></xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="t:hi">
    <xsl:choose>
      <xsl:when test="contains(@rend, 'italic')"><em><xsl:apply-templates/></em></xsl:when>
      <xsl:when test="contains(@rend, 'bold')"><strong><xsl:apply-templates/></strong></xsl:when>
      <xsl:when test="contains(@rend, 'superscript')"><sup><xsl:apply-templates/></sup></xsl:when>
      <xsl:when test="contains(@rend, 'subscript')"><sub><xsl:apply-templates/></sub></xsl:when>
      <xsl:otherwise><span class="{@rend}"><xsl:apply-templates/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- A link where the target is on the web; readers of EPUB find the other parts by the contents. -->
  <xsl:template match="t:ref[starts-with(@target, 'http')]"><a href="{@target}"><xsl:apply-templates/></a></xsl:template>
  <xsl:template match="t:lb[not(@break = 'no')]"><br/></xsl:template>

  <xsl:template match="t:pb" name="page">
    <xsl:if test="@n"><span class="page" role="doc-pagebreak" aria-label="page {@n}">
      <xsl:call-template name="id"/>[<xsl:value-of select="@n"/>]</span></xsl:if>
  </xsl:template>
  <!-- Page breaks between blocks stand in a paragraph of their own. -->
  <xsl:template match="t:postscript/t:pb | t:div/t:pb | t:body/t:pb | t:front/t:pb | t:sp/t:pb | t:lg/t:pb">
    <div class="pages"><xsl:call-template name="page"/></div>
  </xsl:template>
  <xsl:template match="t:list/t:pb | t:fw | t:milestone | t:teiHeader"/>

  <xsl:template match="t:note">
    <xsl:variable name="name"><xsl:call-template name="name"/></xsl:variable>
    <a epub:type="noteref" href="#{$name}"><xsl:value-of select="@n"/></a>
  </xsl:template>
  <!-- A note that the text does not refer to is a paragraph. -->
  <xsl:template match="t:note[@anchored = 'false']">
    <div class="loose"><xsl:value-of select="@n"/><xsl:text> </xsl:text><xsl:apply-templates/></div>
  </xsl:template>
  <xsl:template name="notes">
    <xsl:for-each select=".//t:note[not(@anchored = 'false')]">
      <xsl:variable name="name"><xsl:call-template name="name"/></xsl:variable>
      <aside epub:type="footnote" id="{$name}">
        <xsl:choose>
          <xsl:when test="t:p"><xsl:apply-templates/></xsl:when>
          <xsl:otherwise><p><xsl:apply-templates/></p></xsl:otherwise>
        </xsl:choose>
      </aside>
    </xsl:for-each>
  </xsl:template>
  <xsl:template name="id">
    <xsl:if test="@xml:id"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
  </xsl:template>
  <!-- What tei-kit adds for its own pages. -->
  <xsl:template match="*[namespace-uri() != 'http://www.tei-c.org/ns/1.0']"/>
  <xsl:template name="name">n<xsl:value-of select="generate-id()"/></xsl:template>
</xsl:stylesheet>
