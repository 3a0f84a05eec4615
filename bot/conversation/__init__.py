"""The conversation as pure functions: a state and an event give the next state and what to say."""
