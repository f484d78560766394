<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI reduced to the elements of TEI simplePrint. XSLT 1.0.

     An element of simplePrint is copied. Another becomes the nearest that it has: names of all
     kinds become name with a type, a person's description becomes notes, highlighting by @rend
     becomes @rendition with simplePrint's words. What has no near one is read through in a text
     and left out of a header, where simplePrint has no place for it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.tei-c.org/ns/1.0" xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <!-- Elements of simplePrint in a text, each between spaces. -->
  <xsl:variable name="in-text" select="concat(' TEI teiCorpus text front body back group div ',
      'ab abbr actor add address addrLine anchor argument author bibl biblScope byline c castGroup castItem castList ',
      'cb cell choice cit closer code corr date dateline del desc docAuthor docDate docEdition docImprint docTitle ',
      'editor email epigraph expan figDesc figure floatingText foreign formula fw g gap graphic head hi imprimatur ',
      'item l label lb lg list listBibl listPerson listPlace measure milestone name note num opener orig p pb pc ',
      'person place postscript publisher pubPlace q quote ref reg relatedItem resp respStmt rhyme role roleDesc row ',
      'rs s salute seg set sic signed sp speaker stage subst supplied table time title titlePage titlePart trailer ',
      'unclear w ')"/>

  <!-- And in a header. -->
  <xsl:variable name="in-header" select="concat(' teiHeader abstract availability biblFull catDesc catRef category change ',
      'classCode classDecl creation distributor edition editionStmt editorialDecl encodingDesc extent fileDesc ',
      'idno keywords langUsage language licence listChange listPrefixDef namespace notesStmt prefixDef ',
      'profileDesc projectDesc publicationStmt refsDecl rendition revisionDesc samplingDecl seriesStmt sourceDesc ',
      'tagUsage tagsDecl taxonomy textClass titleStmt particDesc settingDesc term char charDecl mapping ')"/>

  <xsl:template match="/">
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates select="*"/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()"/>

  <!-- A pattern that ends in a test of any element would have libxslt count the element's siblings,
       which takes the square of their number; so the tests stand inside the templates. -->
  <xsl:template match="tei:*" name="element">
    <xsl:variable name="name" select="concat(' ', local-name(), ' ')"/>
    <xsl:choose>
      <xsl:when test="contains($in-text, $name)"><xsl:call-template name="copy"/></xsl:when>
      <xsl:when test="ancestor-or-self::tei:teiHeader and contains($in-header, $name)"><xsl:call-template name="copy"/></xsl:when>
      <xsl:when test="ancestor::tei:teiHeader and contains(' encodingDesc profileDesc fileDesc person teiHeader ', concat(' ', local-name(..), ' '))"/>
      <xsl:otherwise><xsl:call-template name="read-through"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Elements that hold no text by themselves, and the element that what is read through becomes
       in each. -->
  <xsl:variable name="with-blocks" select="' body front back div div1 div2 div3 div4 div5 div6 div7 argument postscript figure floatingText '"/>
  <xsl:variable name="of-parts" select="' list:item castList:castItem castGroup:castItem listBibl:bibl lg:l row:cell sp:ab '"/>
  <xsl:variable name="blocks" select="' ab addrLine byline castList cit closer div eg figure head item l lg list listBibl opener p quote salute signed sp spGrp table titlePart trailer u '"/>
  <!-- Elements of data: each of their parts is a word or more. -->
  <xsl:variable name="data" select="' analytic biblStruct cit entry entryFree form gramGrp hom imprint monogr re sense series superEntry xr '"/>

  <!-- An element whose text stays. Where its parent has no room for text, the text is a block. -->
  <xsl:template name="read-through">
    <xsl:variable name="parent" select="concat(' ', local-name(..), ' ')"/>
    <xsl:variable name="part" select="substring-before(substring-after($of-parts, concat(' ', local-name(..), ':')), ' ')"/>
    <xsl:variable name="has-blocks" select="descendant::tei:*[contains($blocks, concat(' ', local-name(), ' '))]"/>
    <xsl:choose>
      <xsl:when test="not(normalize-space()) or $has-blocks"><xsl:apply-templates/></xsl:when>
      <xsl:when test="contains($with-blocks, $parent)"><ab><xsl:call-template name="words"/></ab></xsl:when>
      <xsl:when test="$part != ''"><xsl:element name="{$part}"><xsl:call-template name="words"/></xsl:element></xsl:when>
      <xsl:otherwise><xsl:call-template name="words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The content of an element, with a space between parts that are words. -->
  <xsl:template name="words">
    <xsl:variable name="is-data" select="contains($data, concat(' ', local-name(), ' ')) and not(text()[normalize-space()])"/>
    <xsl:for-each select="node()">
      <xsl:if test="$is-data and self::* and preceding-sibling::*"><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="copy">
    <xsl:param name="name" select="local-name()"/>
    <xsl:element name="{$name}">
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- ============================================================ attributes -->

  <xsl:template match="@*"><xsl:copy/></xsl:template>

  <!-- simplePrint has neither; @rend becomes @rendition where it has a word for it. -->
  <xsl:template match="@style | @key | @cert | @resp | @source"/>

  <xsl:template match="@rend">
    <xsl:variable name="word">
      <xsl:call-template name="rendition"><xsl:with-param name="rend" select="concat(' ', normalize-space(.), ' ')"/></xsl:call-template>
    </xsl:variable>
    <xsl:if test="$word != '' and not(../@rendition)">
      <xsl:attribute name="rendition"><xsl:value-of select="normalize-space($word)"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="rendition">
    <xsl:param name="rend"/>
    <xsl:if test="contains($rend, ' bold ') or contains($rend, ' b ') or contains($rend, ' strong ')">simple:bold </xsl:if>
    <xsl:if test="contains($rend, ' italic ') or contains($rend, ' italics ') or contains($rend, ' i ')">simple:italic </xsl:if>
    <xsl:if test="contains($rend, ' underline ') or contains($rend, ' underlined ')">simple:underline </xsl:if>
    <xsl:if test="contains($rend, ' smallcaps ') or contains($rend, ' sc ') or contains($rend, ' small-caps ')">simple:smallcaps </xsl:if>
    <xsl:if test="contains($rend, ' sup ') or contains($rend, ' super') or contains($rend, ' superscript ')">simple:superscript </xsl:if>
    <xsl:if test="contains($rend, ' sub ') or contains($rend, ' subscript ')">simple:subscript </xsl:if>
    <xsl:if test="contains($rend, ' strikethrough ') or contains($rend, ' strike ')">simple:strikethrough </xsl:if>
    <xsl:if test="contains($rend, ' center ') or contains($rend, ' centre ') or contains($rend, ' centered ')">simple:centre </xsl:if>
    <xsl:if test="contains($rend, ' right ')">simple:right </xsl:if>
  </xsl:template>

  <!-- The marker of a page break and the bullets of a list say how a text looked: they go. -->
  <xsl:template match="tei:pb/@rend | tei:list/@rend[. != 'numbered' and . != 'ordered']"/>
  <xsl:template match="tei:list/@rend[. = 'numbered' or . = 'ordered']">
    <xsl:if test="not(../@type)"><xsl:attribute name="type">ordered</xsl:attribute></xsl:if>
  </xsl:template>

  <!-- ============================================================ elements with a near one -->

  <xsl:template match="tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7">
    <xsl:call-template name="copy"><xsl:with-param name="name" select="'div'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:persName | tei:orgName | tei:placeName | tei:geogName | tei:settlement | tei:country">
    <name>
      <xsl:attribute name="type">
        <xsl:choose>
          <xsl:when test="self::tei:persName">person</xsl:when>
          <xsl:when test="self::tei:orgName">org</xsl:when>
          <xsl:otherwise>place</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:apply-templates select="@*[not(local-name() = 'type' or local-name() = 'full' or local-name() = 'sort')]"/>
      <xsl:apply-templates/>
    </name>
  </xsl:template>

  <xsl:template match="tei:emph | tei:mentioned | tei:soCalled | tei:gloss">
    <hi rendition="simple:italic"><xsl:apply-templates select="@xml:*"/><xsl:apply-templates/></hi>
  </xsl:template>

  <xsl:template match="tei:biblStruct" name="biblStruct">
    <bibl>
      <xsl:apply-templates select="@xml:* | @type | @n | @corresp"/>
      <xsl:call-template name="words"/>
    </bibl>
  </xsl:template>

  <!-- A source of another kind: its words. -->
  <xsl:template match="tei:sourceDesc/tei:*" priority="0.4">
    <xsl:choose>
      <xsl:when test="self::tei:biblStruct"><xsl:call-template name="biblStruct"/></xsl:when>
      <xsl:when test="self::tei:bibl or self::tei:biblFull or self::tei:listBibl or self::tei:p or self::tei:ab or self::tei:list or self::tei:table"><xsl:call-template name="element"/></xsl:when>
      <xsl:otherwise>
        <bibl>
          <xsl:for-each select=".//text()[normalize-space()]">
            <xsl:value-of select="concat(normalize-space(), substring(' ', 1, number(position() != last())))"/>
          </xsl:for-each>
        </bibl>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What happens and is not said. -->
  <xsl:template match="tei:camera | tei:incident | tei:kinesic | tei:move | tei:sound | tei:tech | tei:view | tei:vocal | tei:writing">
    <stage><xsl:apply-templates select="@xml:*"/><xsl:apply-templates select="text() | tei:desc/node() | *[not(self::tei:desc)]"/></stage>
  </xsl:template>

  <!-- Examples of mark-up, whose tags are not text. -->
  <xsl:template match="ex:egXML" xmlns:ex="http://www.tei-c.org/ns/Examples">
    <xsl:choose>
      <xsl:when test="contains($with-blocks, concat(' ', local-name(..), ' '))"><ab><xsl:value-of select="."/></ab></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:said"><q><xsl:apply-templates select="@xml:* | @who"/><xsl:apply-templates/></q></xsl:template>

  <!-- ptr has no words of its own; simplePrint has ref alone. -->
  <xsl:template match="tei:ptr"><ref target="{@target}"><xsl:value-of select="@target"/></ref></xsl:template>

  <xsl:template match="tei:u">
    <sp>
      <xsl:apply-templates select="@who | @xml:*"/>
      <xsl:choose>
        <xsl:when test="tei:seg"><xsl:for-each select="tei:seg"><p><xsl:apply-templates select="@xml:*"/><xsl:apply-templates/></p></xsl:for-each></xsl:when>
        <xsl:otherwise><p><xsl:apply-templates/></p></xsl:otherwise>
      </xsl:choose>
    </sp>
  </xsl:template>

  <!-- ============================================================ the header -->

  <!-- A person is who they are called, and what is said of them. -->
  <xsl:template match="tei:person">
    <person>
      <xsl:apply-templates select="@xml:id"/>
      <xsl:apply-templates select="tei:persName | tei:name"/>
      <xsl:for-each select="tei:occupation"><note type="role"><xsl:value-of select="normalize-space()"/></note></xsl:for-each>
      <xsl:for-each select="tei:*[not(self::tei:persName or self::tei:name or self::tei:occupation or self::tei:note)][normalize-space()]">
        <note type="{local-name()}"><xsl:value-of select="normalize-space()"/></note>
      </xsl:for-each>
      <xsl:apply-templates select="tei:note"/>
    </person>
  </xsl:template>

  <!-- Where it is kept: as one line of the bibl, in the words and the order of the parts. -->
  <xsl:template match="tei:msIdentifier">
    <note type="location">
      <xsl:for-each select="*[normalize-space()]">
        <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
        <xsl:value-of select="normalize-space(.)"/>
      </xsl:for-each>
    </note>
  </xsl:template>

  <!-- Which program made the file: in words, as the rest of what was done to the text. -->
  <xsl:template match="tei:editorialDecl">
    <editorialDecl>
      <xsl:apply-templates/>
      <xsl:for-each select="../tei:appInfo/tei:application">
        <p><xsl:value-of select="concat('Encoded with ', @ident, ' ', @version, '.')"/></p>
      </xsl:for-each>
      <p>Reduced to the elements of TEI simplePrint.</p>
    </editorialDecl>
  </xsl:template>

  <!-- The counts of elements are no longer right. -->
  <xsl:template match="tei:tagsDecl[not(tei:rendition)]"/>
  <xsl:template match="tei:tagsDecl/tei:namespace"/>

  <!-- simplePrint says how a text is cited in words only, and has none of the other elements. -->
  <xsl:template match="tei:refsDecl[not(tei:p | tei:ab)]"/>
  <xsl:template match="tei:refsDecl/*">
    <xsl:if test="self::tei:p or self::tei:ab"><xsl:call-template name="element"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:encodingDesc">
    <xsl:variable name="kept"><xsl:apply-templates select="*"/></xsl:variable>
    <encodingDesc>
      <xsl:apply-templates select="*[not(self::tei:appInfo)]"/>
      <xsl:if test="not(tei:projectDesc or tei:editorialDecl)">
        <editorialDecl><p>Reduced to the elements of TEI simplePrint.</p></editorialDecl>
      </xsl:if>
      <xsl:if test=".//@rend | ../..//tei:hi | ../..//tei:emph">
        <listPrefixDef>
          <prefixDef ident="simple" matchPattern="([a-z]+)" replacementPattern="http://www.tei-c.org/release/xml/tei/Exemplars/tei_simplePrint.odd#$1"/>
        </listPrefixDef>
      </xsl:if>
    </encodingDesc>
  </xsl:template>

  <xsl:template match="tei:standOff | tei:facsimile | tei:sourceDoc | tei:xenoData"/>

</xsl:stylesheet>
