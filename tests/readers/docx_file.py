"""DOCX files made by hand, for tests: the parts as they are, in a zip archive."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "settings": "settings",
    "header": "hdr",
}


def part(root, content):
    namespaces = (
        f'xmlns:w="{W}" xmlns:r="{OFFICE}" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{root} {namespaces}>{content}</w:{root}>'


def docx(body, extra=(), main="word/document.xml", kind="document.main", **parts):
    """The bytes of a DOCX file: the content of its body and of other parts, as XML.

    `extra` are pairs of a name and the bytes of a member of the archive, added as they are. `main`
    is the name of the part that holds the body, and `kind` the end of its content type.
    """
    files = {main: part("document", f"<w:body>{body}</w:body>")}
    overrides = [(main, kind)] + [(f"word/{name}.xml", name) for name in parts]
    relations = ""
    for number, (name, content) in enumerate(parts.items(), 1):
        files[f"word/{name}.xml"] = part(ROOTS[name], content)
        relations += f'<Relationship Id="rId{number}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/{name}" ContentType="{_content_type(of)}+xml"/>'
            for name, of in overrides
        )
        + "</Types>"
    )
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="{main}"/></Relationships>'
    )
    files["word/_rels/{}.rels".format(main.removeprefix("word/"))] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
    )
    return archive([*files.items(), *extra])


def _content_type(kind):
    return kind if "/" in kind else f"{WORD}.{kind}"


def archive(members):
    """The bytes of a zip archive of names and contents."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return buffer.getvalue()


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs, style="", number=None, level=0):
    """A paragraph of runs, or of text, perhaps of a style, perhaps of a list."""
    content = "".join(r if r.startswith("<") else run(r) for r in runs)
    of_style = f'<w:pStyle w:val="{style}"/>' if style else ""
    of_list = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    )
    return f"<w:p><w:pPr>{of_style}{of_list}</w:pPr>{content}</w:p>"


def reference(kind, number):
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def levels(*definitions):
    """The levels of a list: pairs of a format and a text, such as ("decimal", "%1.")."""
    return "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(definitions)
    )


STYLES = (
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Outline"><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    "</w:style>"
    '<w:style w:type="character" w:styleId="Em"><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:u w:val="single"/></w:rPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    f"{levels(('bullet', '·'), ('bullet', 'o'), ('bullet', '§'))}"
    f'</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    f"{levels(('decimal', '%1.'), ('lowerLetter', '(%2)'), ('lowerRoman', '%1.%2.%3'))}"
    f'</w:abstractNum><w:abstractNum w:abstractNumId="3">{levels(("upperRoman", "Article %1."))}'
    '</w:abstractNum><w:abstractNum w:abstractNumId="4">'
    f"{levels(('bullet', ' '), ('bullet', ' '))}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="4"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="4"/></w:lvlOverride></w:num>'
)
