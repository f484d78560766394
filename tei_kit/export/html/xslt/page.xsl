<?xml version="1.0" encoding="UTF-8"?>
<!-- A TEI document as one page of HTML. XSLT 1.0.

     A stylesheet of your own may import this one and say what differs:

         <xsl:import href="tei-kit:page.xsl"/>
         <xsl:template match="tei:hi[@rend='red']"> ... </xsl:template>

     The document comes with attributes and elements of the namespace urn:tei-kit:page (prefix k),
     which say what XSLT 1.0 could only say at length: identifiers of the page, links that are safe,
     colours of speakers, the picture. They are listed in docs/export.md.

     The parts of this file: parameters, the page, documents, turns and paragraphs, lists and
     tables, inside a line, notes and pages. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:k="urn:tei-kit:page"
    xmlns:svg="http://www.w3.org/2000/svg" xmlns:h="http://www.w3.org/1999/xhtml"
    exclude-result-prefixes="tei k svg h">

  <xsl:output method="html" encoding="UTF-8" indent="no"/>
  <xsl:strip-space elements="tei:TEI tei:teiCorpus tei:text tei:front tei:body tei:back tei:group
      tei:div tei:div1 tei:div2 tei:div3 tei:sp tei:list tei:table tei:row tei:opener tei:closer
      tei:lg tei:castList tei:listPerson tei:person tei:titlePage tei:docTitle tei:listBibl"/>

  <xsl:param name="css"/>
  <xsl:param name="script"/>
  <xsl:param name="policy"/>
  <xsl:param name="generator"/>
  <xsl:param name="index-href"/>
  <xsl:param name="index-title"/>
  <xsl:param name="previous-href"/>
  <xsl:param name="previous-title"/>
  <xsl:param name="next-href"/>
  <xsl:param name="next-title"/>

  <xsl:variable name="documents" select="//*[@k:document]"/>
  <xsl:variable name="pages" select="//tei:pb[@k:id][@n]"/>
  <xsl:variable name="header" select="/*/tei:teiHeader"/>
  <xsl:variable name="language" select="string((/*/@xml:lang | //tei:text[1]/@xml:lang)[last()])"/>
  <xsl:variable name="head-title">
    <xsl:variable name="stated" select="normalize-space($header/tei:fileDesc/tei:titleStmt/tei:title[1])"/>
    <xsl:choose>
      <xsl:when test="$stated"><xsl:value-of select="$stated"/></xsl:when>
      <xsl:when test="$documents/tei:head">
        <xsl:apply-templates select="($documents/tei:head)[1]" mode="plain"/>
      </xsl:when>
      <xsl:otherwise>Untitled</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <!-- The level of headings inside a document: h1 is the page, h2 each of several documents. -->
  <xsl:variable name="level" select="2 + number(count($documents) &gt; 1)"/>

  <!-- ============================================================ the page -->

  <xsl:template match="/">
    <xsl:if test="system-property('xsl:version') = '1.0'">
      <xsl:text disable-output-escaping="yes">&lt;!DOCTYPE html&gt;&#10;</xsl:text>
    </xsl:if>
    <html lang="en">
      <head>
        <xsl:if test="$policy"><meta http-equiv="Content-Security-Policy" content="{$policy}"/></xsl:if>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="generator" content="{$generator}"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:value-of select="normalize-space($head-title)"/></title>
        <style><xsl:value-of select="$css" disable-output-escaping="yes"/></style>
      </head>
      <body>
        <a class="skip" href="#tei-kit-text">Skip to the text</a>
        <header class="page-header">
          <xsl:call-template name="ways"/>
          <xsl:call-template name="title"/>
          <xsl:call-template name="imprint"/>
        </header>
        <div>
          <xsl:attribute name="class">
            <xsl:text>columns</xsl:text>
            <xsl:if test="count($documents) &gt; 1"> has-contents</xsl:if>
          </xsl:attribute>
          <xsl:call-template name="contents"/>
          <main id="tei-kit-text" tabindex="-1">
            <xsl:call-template name="language"/>
            <xsl:apply-templates select="/*"/>
            <!-- Notes of what stands before, between and after the documents. -->
            <xsl:call-template name="notes">
              <xsl:with-param name="notes" select="//tei:note[@k:as = 'listed'][not(ancestor::*[@k:document])]"/>
              <xsl:with-param name="id" select="'tei-kit-other'"/>
            </xsl:call-template>
          </main>
        </div>
        <footer class="page-footer">
          <xsl:call-template name="ways">
            <xsl:with-param name="called" select="'Collection, at the end of the page'"/>
          </xsl:call-template>
          <p><xsl:text>Made from TEI by </xsl:text><xsl:value-of select="$generator"/></p>
        </footer>
        <xsl:if test="$script"><script><xsl:value-of select="$script" disable-output-escaping="yes"/></script></xsl:if>
      </body>
    </html>
  </xsl:template>

  <!-- The language of what the document says; the words of the page itself are English. -->
  <xsl:template name="language">
    <xsl:if test="$language">
      <xsl:attribute name="lang"><xsl:value-of select="$language"/></xsl:attribute>
      <xsl:variable name="short" select="substring-before(concat($language, '-'), '-')"/>
      <xsl:if test="contains(' ar fa he ur yi ', concat(' ', $short, ' '))">
        <xsl:attribute name="dir">rtl</xsl:attribute>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- The links to the index and to the pages before and after, in a folder of pages. -->
  <xsl:template name="ways">
    <xsl:param name="called" select="'Collection'"/>
    <xsl:if test="$index-href">
      <nav class="ways" aria-label="{$called}">
        <ul>
          <xsl:if test="$previous-href">
            <li class="previous"><a rel="prev" href="{$previous-href}"><xsl:value-of select="$previous-title"/></a></li>
          </xsl:if>
          <li class="up"><a href="{$index-href}"><xsl:value-of select="$index-title"/></a></li>
          <xsl:if test="$next-href">
            <li class="next"><a rel="next" href="{$next-href}"><xsl:value-of select="$next-title"/></a></li>
          </xsl:if>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- A page of one document has its heading as its title, notes and all. -->
  <xsl:template name="title">
    <xsl:choose>
      <xsl:when test="count($documents) = 1 and $documents/tei:head">
        <h1><xsl:call-template name="language"/><xsl:apply-templates select="$documents/tei:head[1]/node()"/></h1>
      </xsl:when>
      <xsl:otherwise>
        <h1><xsl:call-template name="language"/><xsl:value-of select="normalize-space($head-title)"/></h1>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="imprint">
    <xsl:variable name="file" select="$header/tei:fileDesc"/>
    <xsl:variable name="said" select="$file/tei:titleStmt/tei:author | $file/tei:titleStmt/tei:editor
        | $file/tei:publicationStmt/tei:publisher[. != 'Not stated']
        | $file/tei:publicationStmt/tei:pubPlace | $file/tei:publicationStmt/tei:date
        | $file/tei:seriesStmt/tei:title | $file/tei:seriesStmt/tei:biblScope
        | $file/tei:editionStmt/tei:edition"/>
    <xsl:if test="$said[normalize-space()]">
      <p class="imprint">
        <xsl:call-template name="language"/>
        <xsl:for-each select="$said[normalize-space()]">
          <xsl:if test="position() &gt; 1"><xsl:text> · </xsl:text></xsl:if>
          <xsl:value-of select="normalize-space(.)"/>
        </xsl:for-each>
      </p>
    </xsl:if>
    <xsl:variable name="kept" select="$file/tei:sourceDesc/tei:bibl[tei:msIdentifier]"/>
    <xsl:if test="count($documents) = 1 and $kept">
      <p class="imprint">
        <xsl:call-template name="language"/>
        <xsl:for-each select="$kept[1]/tei:msIdentifier/*">
          <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
          <xsl:if test="@type = 'box'">Box </xsl:if>
          <xsl:value-of select="normalize-space(.)"/>
        </xsl:for-each>
        <xsl:for-each select="$kept[1]/tei:note[@type = 'classification']">
          <xsl:text> · </xsl:text><xsl:value-of select="normalize-space(.)"/>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template name="contents">
    <xsl:if test="count($documents) &gt; 1 or count($pages) &gt; 1">
      <div class="contents">
        <xsl:if test="count($documents) &gt; 1">
          <nav aria-labelledby="tei-kit-contents">
            <h2 id="tei-kit-contents">Contents</h2>
            <ol>
              <xsl:call-template name="language"/>
              <xsl:for-each select="$documents">
                <li>
                  <a href="#{@k:id}"><xsl:call-template name="document-title"/></a>
                  <xsl:variable name="date" select="(tei:opener//tei:date | tei:dateline//tei:date)[1]"/>
                  <xsl:if test="$date"><span class="when"><xsl:value-of select="normalize-space($date)"/></span></xsl:if>
                </li>
              </xsl:for-each>
            </ol>
          </nav>
        </xsl:if>
        <xsl:if test="count($pages) &gt; 1">
          <nav aria-label="Printed pages" class="pages">
            <details>
              <summary>
                <xsl:text>Printed pages </xsl:text>
                <xsl:value-of select="$pages[1]/@n"/>–<xsl:value-of select="$pages[last()]/@n"/>
              </summary>
              <ul>
                <xsl:for-each select="$pages">
                  <li><a href="#{@k:id}"><xsl:value-of select="@n"/></a></li>
                </xsl:for-each>
              </ul>
            </details>
          </nav>
        </xsl:if>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template name="document-title">
    <xsl:variable name="beginning" select=".//tei:head | .//tei:p | .//tei:item | .//tei:l | .//tei:ab"/>
    <xsl:choose>
      <xsl:when test="tei:head"><xsl:apply-templates select="tei:head[1]" mode="plain"/></xsl:when>
      <xsl:when test="ancestor::tei:TEI[parent::tei:teiCorpus]/tei:teiHeader//tei:titleStmt/tei:title">
        <xsl:value-of select="normalize-space(ancestor::tei:TEI[1]/tei:teiHeader//tei:titleStmt/tei:title)"/>
      </xsl:when>
      <xsl:when test="@n"><xsl:value-of select="concat(translate(substring(@type, 1, 1), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring(@type, 2), ' ', @n)"/></xsl:when>
      <xsl:when test="$beginning[normalize-space()]">
        <xsl:variable name="words"><xsl:apply-templates select="$beginning[normalize-space()][1]" mode="plain"/></xsl:variable>
        <xsl:value-of select="substring(normalize-space($words), 1, 60)"/>
        <xsl:if test="string-length(normalize-space($words)) &gt; 60">…</xsl:if>
      </xsl:when>
      <xsl:otherwise>Untitled</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:note | tei:pb | tei:fw" mode="plain"/>
  <xsl:template match="tei:lb" mode="plain"><xsl:text> </xsl:text></xsl:template>

  <!-- ============================================================ documents -->

  <xsl:template match="tei:teiHeader | tei:standOff | tei:facsimile | tei:sourceDoc | tei:fw | k:*
      | tei:figDesc | tei:certainty | tei:index | tei:interp | tei:interpGrp | tei:precision
      | tei:respons | tei:wit | tei:witDetail"/>

  <!-- The lemma, or else the first reading. -->
  <xsl:template match="tei:app">
    <xsl:choose>
      <xsl:when test="tei:lem"><xsl:apply-templates select="tei:lem | tei:note"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="(.//tei:rdg)[1] | tei:note"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What no template below knows is read through. -->
  <xsl:template match="tei:*"><xsl:apply-templates/></xsl:template>

  <!-- Nothing of another namespace is copied: it could be HTML with a script. -->
  <xsl:template match="*"><xsl:apply-templates select="*[not(self::k:*)] | text()"/></xsl:template>
  <xsl:template match="h:script | h:style"/>

  <!-- A test of any element would have libxslt count the siblings of each, which takes the square of
       their number; so the elements that may be documents are named. -->
  <xsl:template match="tei:text[@k:document] | tei:div[@k:document] | tei:div1[@k:document]" priority="2">
    <article id="{@k:id}" class="document">
      <xsl:choose>
        <xsl:when test="count($documents) &gt; 1">
          <xsl:attribute name="aria-labelledby"><xsl:value-of select="concat(@k:id, '-head')"/></xsl:attribute>
          <h2 id="{@k:id}-head">
            <xsl:if test="not(tei:head)"><xsl:attribute name="class">unseen</xsl:attribute></xsl:if>
            <xsl:choose>
              <xsl:when test="tei:head"><xsl:apply-templates select="tei:head[1]/node()"/></xsl:when>
              <xsl:otherwise><xsl:call-template name="document-title"/></xsl:otherwise>
            </xsl:choose>
          </h2>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="aria-label">Text</xsl:attribute>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="cast"/>
      <xsl:if test="self::tei:text"><xsl:apply-templates select="tei:body/k:picture" mode="picture"/></xsl:if>
      <xsl:apply-templates/>
      <xsl:call-template name="notes"/>
      <xsl:if test="count($documents) &gt; 1">
        <p class="up" lang="en"><a href="#tei-kit-contents">Back to the contents</a></p>
      </xsl:if>
    </article>
  </xsl:template>

  <xsl:template match="*[@k:document]/tei:head[1]" priority="2"/>

  <!-- The participants of the header, where the text itself does not list them. -->
  <xsl:template name="cast">
    <xsl:variable name="id" select="concat('#', @xml:id)"/>
    <xsl:variable name="lists" select="ancestor::tei:TEI[1]/tei:teiHeader//tei:particDesc//tei:listPerson"/>
    <xsl:variable name="persons" select="$lists[@corresp = $id]//tei:person
        | $lists[not(@corresp)][count($documents) = 1]//tei:person"/>
    <xsl:if test="$persons and not(.//tei:list[@type = 'participants'] | .//tei:castList)">
      <section class="cast">
        <xsl:element name="h{$level}">
          <xsl:attribute name="id"><xsl:value-of select="concat(@k:id, '-cast')"/></xsl:attribute>
          <xsl:attribute name="lang">en</xsl:attribute>
          <xsl:text>Participants</xsl:text>
        </xsl:element>
        <ul>
          <xsl:for-each select="$persons">
            <li>
              <span><xsl:call-template name="voice"/><xsl:value-of select="@k:label"/></span>
              <xsl:for-each select="tei:occupation[. != ../@k:label] | tei:note">
                <xsl:text>, </xsl:text><xsl:value-of select="normalize-space(.)"/>
              </xsl:for-each>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="k:picture" priority="1">
    <xsl:if test="not(parent::tei:body/parent::tei:text/@k:document)">
      <xsl:apply-templates select="." mode="picture"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="k:picture" mode="picture">
    <figure class="picture" lang="en">
      <figcaption>
        <xsl:text>Who speaks when, and how much</xsl:text>
        <xsl:if test="svg:svg/svg:text[@class = 'axis']">, along the printed pages</xsl:if>
      </figcaption>
      <xsl:copy-of select="svg:svg"/>
      <details>
        <summary>The same as a table</summary>
        <table>
          <thead>
            <tr><th scope="col">Speaker</th><th scope="col">Turns</th><th scope="col">Words</th><th scope="col">Share</th></tr>
          </thead>
          <tbody>
            <xsl:for-each select="k:speaker">
              <tr>
                <th scope="row"><xsl:value-of select="@name"/></th>
                <td><xsl:value-of select="@turns"/></td>
                <td><xsl:value-of select="@words"/></td>
                <td><xsl:value-of select="@share"/></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </details>
    </figure>
  </xsl:template>

  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7">
    <section>
      <xsl:call-template name="id"/>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <!-- A heading below those of the documents; no deeper than HTML has. -->
  <xsl:template match="tei:head">
    <xsl:variable name="above" select="count(ancestor::*[self::tei:div or self::tei:div1 or self::tei:div2
        or self::tei:div3 or self::tei:div4 or self::tei:div5 or self::tei:div6][ancestor-or-self::*[@k:document]])"/>
    <xsl:choose>
      <xsl:when test="parent::tei:list or parent::tei:table or parent::tei:figure or parent::tei:lg or parent::tei:castList">
        <p class="list-head"><xsl:apply-templates/></p>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="depth" select="$level + ($above - 2) * ($above &gt; 2)"/>
        <xsl:element name="h{$depth - ($depth &gt; 6) * ($depth - 6)}"><xsl:apply-templates/></xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A heading of parts that hold documents: no document, but above them. -->
  <xsl:template match="tei:head[not(ancestor::*[@k:document])]">
    <xsl:if test="count($documents) &gt; 1 or not(self::tei:head = $documents)">
      <p class="part"><xsl:apply-templates/></p>
    </xsl:if>
  </xsl:template>

  <!-- ============================================================ turns and paragraphs -->

  <xsl:template match="tei:sp | tei:u">
    <div>
      <xsl:attribute name="class">
        <xsl:text>turn</xsl:text>
        <xsl:if test="@k:voice &gt; 0"><xsl:value-of select="concat(' voice-', @k:voice)"/></xsl:if>
      </xsl:attribute>
      <xsl:call-template name="id"/>
      <p class="speaker">
        <xsl:choose>
          <xsl:when test="tei:speaker"><xsl:apply-templates select="tei:speaker/node()"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="@k:label"/></xsl:otherwise>
        </xsl:choose>
      </p>
      <div class="said">
        <xsl:apply-templates select="node()[not(self::tei:speaker)]"/>
      </div>
    </div>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab | tei:salute | tei:signed | tei:dateline | tei:byline | tei:trailer | tei:docAuthor
      | tei:docDate | tei:docImprint | tei:titlePart | tei:argument | tei:bibl[parent::tei:listBibl or parent::tei:cit]">
    <xsl:call-template name="paragraph"/>
  </xsl:template>

  <xsl:template match="tei:seg[parent::tei:u]"><xsl:call-template name="paragraph"/></xsl:template>

  <!-- A paragraph of TEI may hold lists and tables, one of HTML may not. -->
  <xsl:template name="paragraph">
    <xsl:variable name="is-plain" select="self::tei:p or self::tei:ab or self::tei:seg"/>
    <xsl:choose>
      <xsl:when test="@k:holds or ancestor::tei:p">
        <div>
          <xsl:attribute name="class">
            <xsl:text>p</xsl:text>
            <xsl:if test="not($is-plain)"><xsl:value-of select="concat(' ', local-name())"/></xsl:if>
          </xsl:attribute>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <p>
          <xsl:if test="not($is-plain)"><xsl:attribute name="class"><xsl:value-of select="local-name()"/></xsl:attribute></xsl:if>
          <xsl:apply-templates/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:stage"><span class="stage"><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="tei:stage[parent::tei:div or parent::tei:body or parent::tei:sp or parent::tei:div1 or parent::tei:div2]">
    <p class="stage"><xsl:apply-templates/></p>
  </xsl:template>
  <xsl:template match="tei:sp//tei:stage[parent::tei:lg]"><p class="stage"><xsl:apply-templates/></p></xsl:template>

  <xsl:template match="tei:lg"><div class="verse"><xsl:apply-templates/></div></xsl:template>
  <xsl:template match="tei:l"><div class="line"><xsl:apply-templates/></div></xsl:template>

  <xsl:template match="tei:quote | tei:epigraph | tei:cit">
    <xsl:variable name="is-block" select="not(parent::tei:p or parent::tei:cit[parent::tei:p] or parent::tei:note
        or parent::tei:item or parent::tei:cell or parent::tei:head or parent::tei:l)"/>
    <xsl:choose>
      <xsl:when test="$is-block or @k:holds"><blockquote><xsl:apply-templates/></blockquote></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:figure">
    <div class="figure"><xsl:apply-templates/><xsl:apply-templates select="tei:figDesc" mode="shown"/></div>
  </xsl:template>
  <xsl:template match="tei:figDesc" mode="shown"><p><xsl:apply-templates/></p></xsl:template>

  <!-- ============================================================ lists and tables -->

  <xsl:template match="tei:list | tei:castList | tei:castGroup | tei:listBibl">
    <xsl:apply-templates select="tei:head"/>
    <xsl:variable name="ordered" select="@rend = 'numbered' or @rend = 'ordered' or @type = 'ordered' or @type = 'numbered'"/>
    <xsl:choose>
      <xsl:when test="tei:label and not($ordered)">
        <dl><xsl:apply-templates select="node()[not(self::tei:head)]"/></dl>
      </xsl:when>
      <xsl:when test="$ordered">
        <ol>
          <!-- Numbers that HTML would not write so stand in the items: (a), iv. -->
          <xsl:if test="tei:item[@rend or (@n and translate(@n, '0123456789', '') != '')]">
            <xsl:attribute name="class">labelled</xsl:attribute>
          </xsl:if>
          <xsl:apply-templates select="node()[not(self::tei:head)]"/>
        </ol>
      </xsl:when>
      <xsl:otherwise>
        <ul>
          <xsl:if test="@type"><xsl:attribute name="class"><xsl:value-of select="concat('list-', translate(@type, ' ', '-'))"/></xsl:attribute></xsl:if>
          <xsl:apply-templates select="node()[not(self::tei:head)]"/>
        </ul>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A page break between two items is shown in the item after it, for a list holds only items. -->
  <xsl:template match="tei:list/tei:pb | tei:castList/tei:pb | tei:list/tei:lb | tei:table/tei:pb | tei:list/tei:note | tei:table/tei:note"/>

  <xsl:template match="tei:item | tei:castItem | tei:listBibl/tei:bibl">
    <xsl:choose>
      <xsl:when test="parent::tei:list/tei:label and preceding-sibling::*[1][self::tei:label]
          and not(contains(' numbered ordered ', concat(' ', parent::tei:list/@rend, ' ')))">
        <dd><xsl:call-template name="entry"/></dd>
      </xsl:when>
      <xsl:when test="parent::tei:list/tei:label"><dd><xsl:call-template name="entry"/></dd></xsl:when>
      <xsl:when test="contains(' numbered ordered ', concat(' ', parent::tei:list/@rend, ' ')) and parent::tei:list/@rend">
        <li>
          <xsl:choose>
            <xsl:when test="../tei:item[@rend or (@n and translate(@n, '0123456789', '') != '')]">
              <span class="item-label">
                <xsl:choose>
                  <xsl:when test="@rend"><xsl:value-of select="@rend"/></xsl:when>
                  <xsl:when test="@n"><xsl:value-of select="concat(@n, '.')"/></xsl:when>
                </xsl:choose>
              </span>
              <xsl:text> </xsl:text>
            </xsl:when>
            <xsl:when test="@n"><xsl:attribute name="value"><xsl:value-of select="number(@n)"/></xsl:attribute></xsl:when>
          </xsl:choose>
          <xsl:call-template name="entry"/>
        </li>
      </xsl:when>
      <xsl:otherwise><li><xsl:call-template name="entry"/></li></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="entry">
    <xsl:variable name="this" select="generate-id()"/>
    <xsl:apply-templates mode="between" select="preceding-sibling::tei:pb[generate-id(following-sibling::*[not(self::tei:pb or self::tei:note)][1]) = $this]
        | preceding-sibling::tei:note[generate-id(following-sibling::*[not(self::tei:pb or self::tei:note)][1]) = $this]"/>
    <xsl:apply-templates/>
    <xsl:if test="not(following-sibling::tei:item)">
      <xsl:apply-templates mode="between" select="following-sibling::tei:pb | following-sibling::tei:note"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:pb" mode="between"><xsl:call-template name="page-break"/></xsl:template>
  <xsl:template match="tei:note" mode="between"><xsl:call-template name="note-reference"/></xsl:template>

  <xsl:template match="tei:list/tei:label"><dt><xsl:apply-templates/></dt></xsl:template>
  <xsl:template match="tei:castGroup/tei:roleDesc"><li><xsl:apply-templates/></li></xsl:template>
  <xsl:template match="tei:castGroup/tei:castGroup | tei:castList/tei:castGroup"><li><ul><xsl:apply-templates/></ul></li></xsl:template>

  <xsl:template match="tei:table">
    <xsl:apply-templates select="tei:head"/>
    <div class="scroll" tabindex="0" role="region">
      <xsl:attribute name="aria-label">
        <xsl:value-of select="concat('Table ', @k:n)"/>
        <xsl:if test="tei:head"><xsl:text>: </xsl:text><xsl:value-of select="normalize-space(tei:head[1])"/></xsl:if>
      </xsl:attribute>
      <table>
        <xsl:apply-templates select="tei:row"/>
      </table>
      <xsl:apply-templates mode="between" select="tei:pb[not(following-sibling::tei:row)] | tei:note"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:row"><tr><xsl:apply-templates select="tei:cell"/></tr></xsl:template>

  <xsl:template match="tei:cell">
    <xsl:choose>
      <xsl:when test="@role = 'label' or parent::tei:row/@role = 'label'">
        <th>
          <xsl:attribute name="scope">
            <xsl:choose>
              <xsl:when test="parent::tei:row/@role = 'label' or not(../tei:cell[not(@role = 'label')])">col</xsl:when>
              <xsl:otherwise>row</xsl:otherwise>
            </xsl:choose>
          </xsl:attribute>
          <xsl:call-template name="cell"/>
        </th>
      </xsl:when>
      <xsl:otherwise><td><xsl:call-template name="cell"/></td></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:if test="number(@cols) &gt; 1"><xsl:attribute name="colspan"><xsl:value-of select="number(@cols)"/></xsl:attribute></xsl:if>
    <xsl:if test="number(@rows) &gt; 1"><xsl:attribute name="rowspan"><xsl:value-of select="number(@rows)"/></xsl:attribute></xsl:if>
    <xsl:if test="not(preceding-sibling::tei:cell)">
      <xsl:variable name="row" select="generate-id(..)"/>
      <xsl:apply-templates mode="between" select="../preceding-sibling::tei:pb[generate-id(following-sibling::tei:row[1]) = $row]"/>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- ============================================================ inside a line -->

  <xsl:template match="tei:hi">
    <xsl:variable name="kinds" select="concat(' ', translate(normalize-space(concat(@rend, ' ', @rendition)), '#', ' '), ' ')"/>
    <xsl:choose>
      <xsl:when test="contains($kinds, 'sup')"><sup><xsl:apply-templates/></sup></xsl:when>
      <xsl:when test="contains($kinds, 'sub')"><sub><xsl:apply-templates/></sub></xsl:when>
      <xsl:when test="contains($kinds, 'bold') or contains($kinds, ' b ') or contains($kinds, 'strong')">
        <b>
          <xsl:if test="contains($kinds, 'italic')"><xsl:attribute name="class">italic</xsl:attribute></xsl:if>
          <xsl:apply-templates/>
        </b>
      </xsl:when>
      <xsl:when test="contains($kinds, 'underline')"><u><xsl:apply-templates/></u></xsl:when>
      <xsl:when test="contains($kinds, 'strike')"><s><xsl:apply-templates/></s></xsl:when>
      <xsl:when test="contains($kinds, 'smallcaps') or contains($kinds, ' sc ') or contains($kinds, 'small-caps')">
        <span class="small-caps"><xsl:apply-templates/></span>
      </xsl:when>
      <xsl:when test="contains($kinds, 'roman') or contains($kinds, 'normal') or contains($kinds, 'plain')"><span class="roman"><xsl:apply-templates/></span></xsl:when>
      <xsl:otherwise><i><xsl:apply-templates/></i></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:emph"><em><xsl:apply-templates/></em></xsl:template>
  <xsl:template match="tei:foreign | tei:mentioned">
    <i>
      <xsl:if test="@xml:lang"><xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </i>
  </xsl:template>
  <xsl:template match="tei:title[@level = 'm' or @level = 'j']"><cite><xsl:apply-templates/></cite></xsl:template>
  <xsl:template match="tei:q"><q><xsl:apply-templates/></q></xsl:template>
  <xsl:template match="tei:q[.//tei:p or .//tei:list or .//tei:sp]"><blockquote><xsl:apply-templates/></blockquote></xsl:template>
  <xsl:template match="tei:lb"><br/></xsl:template>
  <xsl:template match="tei:cb | tei:milestone"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="tei:del"><del><xsl:apply-templates/></del></xsl:template>
  <xsl:template match="tei:add"><ins><xsl:apply-templates/></ins></xsl:template>
  <xsl:template match="tei:gap"><span class="editorial">[…]</span></xsl:template>
  <xsl:template match="tei:gap[tei:desc]"><span class="editorial">[<xsl:apply-templates select="tei:desc"/>]</span></xsl:template>
  <xsl:template match="tei:supplied"><span class="editorial">[</span><xsl:apply-templates/><span class="editorial">]</span></xsl:template>
  <xsl:template match="tei:unclear"><span class="unclear"><xsl:apply-templates/></span></xsl:template>

  <!-- Of two readings the editor's is shown, and the other when one points at it. -->
  <xsl:template match="tei:choice">
    <xsl:variable name="shown" select="(tei:corr | tei:reg | tei:expan)[1]"/>
    <xsl:choose>
      <xsl:when test="$shown">
        <span class="choice" title="{normalize-space((tei:sic | tei:orig | tei:abbr)[1])}"><xsl:apply-templates select="$shown"/></span>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="*[1]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:g">
    <xsl:choose>
      <xsl:when test="node()"><xsl:apply-templates/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="described" select="//tei:char[@xml:id = substring-after(current()/@ref, '#')]"/>
        <span class="character" title="{normalize-space($described[1])}">&#xFFFD;</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:date | tei:time">
    <time>
      <xsl:if test="@when and string-length(@when) &gt;= 10"><xsl:attribute name="datetime"><xsl:value-of select="@when"/></xsl:attribute></xsl:if>
      <xsl:if test="@when and string-length(@when) &lt; 10"><xsl:attribute name="datetime"><xsl:value-of select="@when"/></xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </time>
  </xsl:template>
  <xsl:template match="tei:date[not(@when)] | tei:time[not(@when)]"><xsl:apply-templates/></xsl:template>

  <xsl:template match="tei:persName[@k:voice] | tei:rs[@k:voice] | tei:role[@k:voice]">
    <span><xsl:call-template name="voice"/><xsl:apply-templates/></span>
  </xsl:template>
  <xsl:template name="voice">
    <xsl:if test="@k:voice &gt; 0">
      <xsl:attribute name="class"><xsl:value-of select="concat('name voice-', @k:voice)"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:ref | tei:ptr">
    <xsl:variable name="text">
      <xsl:apply-templates/>
      <xsl:if test="not(normalize-space())"><xsl:value-of select="@target"/></xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@k:href">
        <a href="{@k:href}">
          <xsl:if test="contains(@k:href, '://')"><xsl:attribute name="rel">noreferrer</xsl:attribute></xsl:if>
          <xsl:copy-of select="$text"/>
        </a>
      </xsl:when>
      <xsl:otherwise><xsl:copy-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="id">
    <xsl:if test="@k:id"><xsl:attribute name="id"><xsl:value-of select="@k:id"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- ============================================================ notes and pages -->

  <!-- The number is inert, so that a search in the page finds the words around it as one. -->
  <!-- The number of a page leads to the image of the page, where there is one. -->
  <xsl:template match="tei:pb" name="page-break">
    <xsl:variable name="label" select="normalize-space(concat('Page ', @n))"/>
    <span class="pb" id="{@k:id}">
      <xsl:choose>
        <xsl:when test="@k:image">
          <a href="{@k:image}" rel="noreferrer" aria-label="{$label}, image"><span inert="inert"><xsl:value-of select="@n"/></span></a>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="role">separator</xsl:attribute>
          <xsl:attribute name="aria-label"><xsl:value-of select="$label"/></xsl:attribute>
          <span inert="inert"><xsl:value-of select="@n"/></span>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:template match="tei:note[@k:as = 'listed']" name="note-reference">
    <xsl:if test="not(@anchored = 'false')">
      <sup class="reference">
        <a id="{@k:id}-ref" href="#{@k:id}" role="doc-noteref" aria-label="Note {@k:n}"><span inert="inert"><xsl:value-of select="@k:n"/></span></a>
      </sup>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:note[@k:as = 'inline']"><span class="note-inline"><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="tei:note[@type = 'speaker']" priority="1"/>

  <!-- A note in a section of notes, where its editors put it. -->
  <xsl:template match="tei:note[@k:as = 'parked']">
    <div class="note" id="{@k:id}" tabindex="-1" data-note="Note {@k:n}">
      <xsl:if test="@n"><b class="number"><xsl:value-of select="@n"/></b><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template name="notes">
    <xsl:param name="notes" select=".//tei:note[@k:as = 'listed']"/>
    <xsl:param name="id" select="@k:id"/>
    <xsl:if test="$notes">
      <section class="notes">
        <!-- One of many is no landmark. -->
        <xsl:if test="count($documents) = 1">
          <xsl:attribute name="role">doc-endnotes</xsl:attribute>
          <xsl:attribute name="aria-labelledby"><xsl:value-of select="concat($id, '-notes')"/></xsl:attribute>
        </xsl:if>
        <xsl:element name="h{$level}">
          <xsl:attribute name="id"><xsl:value-of select="concat($id, '-notes')"/></xsl:attribute>
          <xsl:attribute name="lang">en</xsl:attribute>
          <xsl:text>Notes</xsl:text>
        </xsl:element>
        <ol>
          <xsl:for-each select="$notes">
            <li id="{@k:id}" tabindex="-1" data-note="Note {@k:n}">
              <b class="number"><xsl:value-of select="@k:n"/></b>
              <div class="note-text">
                <xsl:if test="@k:by"><span class="by" lang="en"><xsl:value-of select="@k:by"/>: </span></xsl:if>
                <xsl:apply-templates/>
                <xsl:choose>
                  <xsl:when test="@anchored = 'false'">
                    <span class="backlink" lang="en"> (The text does not refer to this note.)</span>
                  </xsl:when>
                  <xsl:otherwise>
                    <xsl:text> </xsl:text>
                    <a class="backlink" href="#{@k:id}-ref" role="doc-backlink" aria-label="Back to the text, note {@k:n}"><span inert="inert">↩</span></a>
                  </xsl:otherwise>
                </xsl:choose>
              </div>
            </li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
