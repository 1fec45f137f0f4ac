"""What stands in a content file: what `index.parse` puts together.

frontmatter, paragraphs of lines (less pull_quotes, without HTML: markup) → blocks: the headline
(headlines), answers by who speaks (speech, naming) and what stands between them (turns), who made
it (credits), and what keeps an answer from being one (hindrances)
"""
