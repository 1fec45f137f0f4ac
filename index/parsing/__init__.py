"""What stands in a content file: what `index.parse` puts together.

frontmatter, paragraphs (less pull_quotes) → blocks: the headline (headlines), answers by who speaks
(speech, naming) and what stands between them (turns), who made it (credits),
and what keeps an answer from being one (hindrances)
"""
