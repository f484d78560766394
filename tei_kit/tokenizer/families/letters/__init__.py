"""Letters and diaries: single ones, and volumes of them with numbers, titles or days as headings.

`evidence` says whether a text is one, `lines` takes blocks apart into lines, `shapes` says what a
line looks like, `headings` where letters and days begin, `closing` what stands at their ends, and
`reader` makes the tokens.
"""
