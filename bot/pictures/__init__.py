"""Pictures: how a chart becomes a PNG, where that happens, and what is kept of it.

Only ``sheet``, ``history`` and ``pool`` import matplotlib, and only the drawing process imports
them.
"""
