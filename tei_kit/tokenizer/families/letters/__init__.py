"""Letters and diaries: a single letter, or a volume with numbers, titles or days as headings.

`evidence` gives the score of a text, and `shapes` and `headings` recognize single lines. `volumes`
finds the beginnings of letters and days, `opening` and `closing` the lines before and after their
text. `planner` combines the results, and `reader` makes the tokens.
"""
