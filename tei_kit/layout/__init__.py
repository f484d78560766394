"""Layout: how a text is laid out, found out from the whole of it, and the blocks that makes.

`infer` answers the questions of the modules here (one question a module); `arrange` uses the
answers to make a view of the source in which every paragraph is one stretch and says with hints
what interrupts it. A text in which nothing is to be arranged stays as it is.
"""
