"""Datatypes: RELAX NG's own library and W3C XML Schema's, with their facets and patterns."""
