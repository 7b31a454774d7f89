"""What English does to its words, as far as the phrases must not care: contractions and slips."""

SHORTEST_SLIP = 6
# Right spellings that look like slips of a forgiven word.
NO_SLIPS = frozenset({
    "applicant", "applicants", "applied", "applies", "apply", "ghosting", "ghosts", "interviewed",
    "interviewer", "interviewers", "interviews", "interviewing", "offered", "offering", "officer",
    "offers", "planned", "practiced", "rejecting", "rejections", "rejects", "reject", "reminded",
    "reminding", "reminder", "reminds", "suicides", "resumed", "resumes",
    "homeless", "overdone", "reported", "deadlines", "learning", "earnings",
})  # fmt: skip
_ENDINGS = {
    "n't": "not", "'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "would",
}  # fmt: skip
_STEMS = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
# After these 's is "is"; after other words it belongs to somebody, and the word stands without it.
_BEING = frozenset({
    "it", "that", "he", "she", "what", "here", "there", "who", "where", "how", "everything",
    "nothing", "this", "everyone", "nobody", "something",
})  # fmt: skip
# Written without the apostrophe, where that is no other word.
_RUN_TOGETHER = {
    "im": "i am", "ive": "i have", "dont": "do not", "didnt": "did not", "doesnt": "does not",
    "isnt": "is not", "wasnt": "was not", "arent": "are not", "werent": "were not",
    "cant": "can not", "cannot": "can not", "couldnt": "could not", "wont": "will not",
    "wouldnt": "would not", "shouldnt": "should not", "havent": "have not", "hasnt": "has not",
    "hadnt": "had not", "aint": "is not", "thats": "that is", "whats": "what is", "theyre":
    "they are", "theyve": "they have", "youre": "you are", "youve": "you have", "weve": "we have",
    "hes": "he is", "shes": "she is", "theres": "there is", "heres": "here is", "itll": "it will",
    "theyll": "they will", "youll": "you will", "gonna": "going to", "wanna": "want to", "gotta":
    "have to", "gimme": "give me", "lemme": "let me", "dunno": "do not know", "tryna":
    "trying to", "whos": "who is", "hows": "how is", "lets": "let us", "ya": "you", "u": "you",
    "ur": "your", "r": "are", "ppl": "people", "pls": "please", "plz": "please", "thx": "thanks",
}  # fmt: skip


def apart(word: str) -> tuple[str, ...] | None:
    """Take a contraction apart: "didn't" is did not; None when the word is none."""
    if word in _RUN_TOGETHER:
        return tuple(_RUN_TOGETHER[word].split())
    for ending, whole in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            stem = word.removesuffix(ending)
            return (_STEMS.get(stem, stem), whole)
    if word.endswith("'s"):
        stem = word.removesuffix("'s")
        return (stem, "is") if stem in _BEING else (("let", "us") if stem == "let" else (stem,))
    return None
