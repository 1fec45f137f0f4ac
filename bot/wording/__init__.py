"""All that Citaat says itself, in Dutch and in English.

`messages` go with a reply, `labels` stand on a page around it, and `forms` fits both to what is
asked: one interview, several, an article.
"""
