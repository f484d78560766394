"""Letters and diaries: single ones, and volumes of them with numbers, titles or days as headings.

`evidence` says whether a text is one, `shapes` what a line looks like, `headings` where letters
and days begin, `opening` and `closing` what stands around their text, and `planner` puts all of
it together.
"""
