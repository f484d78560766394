"""Tests of what comes out of TEI: tables, Markdown, pages, simpler TEI, statistics, a project."""
