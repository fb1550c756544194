"""The parts pages are built from; each module's docstring shows its use.

page (base), text, buttons, layouts, card, search_box, stepper, chips, empty_state, band, form, facts, gauge, bars,
progress, toast, heat_map, pdf_view, tree.
"""
