"""What stands in a content file: what `index.parse` puts together.

frontmatter, paragraphs (less pull_quotes) → blocks: the headline (headlines), answers by who speaks
(speech, naming) and what stands between them (turns), and who made it (credits)
"""
