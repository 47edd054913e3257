"""The words the rooms know: codebook, issues, actors, forums and reporting verbs, as TOML with strict loaders.

One TOML file and one module a vocabulary. A vocabulary holds what any reader of world news would expect in it
(states, capitals, bodies, offices, verbs); persons come from the text.
"""
