"""Layout: the layout of a text, inferred from the whole text, and the blocks that follow from it.

`infer` answers the questions of the modules here (one question a module). `arrange` uses the
answers to make a view of the source. In the view every paragraph is one stretch, and hints mark the
lines that interrupt it. A text that needs no arranging stays as it is.
"""
