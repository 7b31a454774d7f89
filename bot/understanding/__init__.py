"""Free text in, intents, facts and care out: curated patterns, nothing learnt, nothing kept."""
