"""How good are the answers? Labelled questions in, figures with their uncertainty out.

cases → (pages) → scoring → summary, over metrics → report, plot, compare
"""
