"""What a message asks for, learnt from examples: see ``scoring`` and ``tests.tools.learning``."""
