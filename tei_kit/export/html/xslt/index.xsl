<?xml version="1.0" encoding="UTF-8"?>
<!-- The list of pages of a folder: from k:index with a k:page for each. XSLT 1.0. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:k="urn:tei-kit:page" exclude-result-prefixes="k">

  <xsl:output method="html" encoding="UTF-8" indent="no"/>
  <xsl:param name="css"/>
  <xsl:param name="policy"/>
  <xsl:param name="generator"/>

  <!-- Whether a page holds more than one document. -->
  <xsl:variable name="several" select="boolean(/k:index/k:page[@documents != 1])"/>

  <xsl:template match="/k:index">
    <xsl:if test="system-property('xsl:version') = '1.0'">
      <xsl:text disable-output-escaping="yes">&lt;!DOCTYPE html&gt;&#10;</xsl:text>
    </xsl:if>
    <html lang="en">
      <head>
        <meta http-equiv="Content-Security-Policy" content="{$policy}"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="generator" content="{$generator}"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:value-of select="@title"/></title>
        <style><xsl:value-of select="$css" disable-output-escaping="yes"/></style>
      </head>
      <body class="index">
        <header class="page-header">
          <h1><xsl:value-of select="@title"/></h1>
          <p class="imprint">
            <xsl:value-of select="count(k:page)"/>
            <xsl:choose>
              <xsl:when test="count(k:page) = 1"> page, </xsl:when>
              <xsl:otherwise> pages, </xsl:otherwise>
            </xsl:choose>
            <xsl:value-of select="format-number(sum(k:page/@words), '#,##0')"/>
            <xsl:text> words</xsl:text>
          </p>
        </header>
        <main class="columns">
          <div class="scroll" tabindex="0" role="region" aria-label="Pages">
            <!-- The roles, because on a narrow screen the style makes lines of the rows. -->
            <table class="collection" role="table">
              <thead role="rowgroup">
                <tr role="row">
                  <th role="columnheader" scope="col">Title</th>
                  <th role="columnheader" scope="col">Date</th>
                  <th role="columnheader" scope="col">Printed pages</th>
                  <xsl:if test="$several"><th role="columnheader" scope="col" class="amount">Documents</th></xsl:if>
                  <th role="columnheader" scope="col" class="amount">Turns</th>
                  <th role="columnheader" scope="col" class="amount">Words</th>
                </tr>
              </thead>
              <tbody role="rowgroup"><xsl:apply-templates select="k:page"/></tbody>
            </table>
          </div>
        </main>
        <footer class="page-footer">
          <p><xsl:text>Made from TEI by </xsl:text><xsl:value-of select="$generator"/></p>
        </footer>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="k:page">
    <tr role="row">
      <th role="rowheader" scope="row">
        <a href="{@href}"><xsl:value-of select="@title"/></a>
        <xsl:if test="@name != ''"><xsl:text> </xsl:text><span class="file"><xsl:value-of select="@name"/></span></xsl:if>
      </th>
      <td role="cell">
        <xsl:if test="@date != ''"><time><xsl:value-of select="@date"/></time></xsl:if>
        <xsl:if test="@last != '' and @last != @date"> – <time><xsl:value-of select="@last"/></time></xsl:if>
      </td>
      <td role="cell">
        <xsl:if test="@pages != ''">
          <xsl:attribute name="data-before">p<xsl:if test="contains(@pages, '–')">p</xsl:if>.</xsl:attribute>
        </xsl:if>
        <xsl:value-of select="@pages"/>
      </td>
      <xsl:if test="$several">
        <xsl:call-template name="amount">
          <xsl:with-param name="number" select="@documents"/>
          <xsl:with-param name="of" select="'document'"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:call-template name="amount">
        <xsl:with-param name="number" select="@turns"/>
        <xsl:with-param name="of" select="'turn'"/>
      </xsl:call-template>
      <xsl:call-template name="amount">
        <xsl:with-param name="number" select="@words"/>
        <xsl:with-param name="of" select="'word'"/>
      </xsl:call-template>
    </tr>
  </xsl:template>

  <!-- A number; what it counts is shown where the columns have no headings. -->
  <xsl:template name="amount">
    <xsl:param name="number"/>
    <xsl:param name="of"/>
    <td role="cell" class="amount" data-of="{$of}{substring('s', 1, number($number != 1))}">
      <xsl:value-of select="format-number($number, '#,##0')"/>
    </td>
  </xsl:template>

</xsl:stylesheet>
