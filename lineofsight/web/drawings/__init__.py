"""Drawings made on the server as SVG: pure functions of small frozen dataclasses, without script or inline styles.

Every drawing has a name and a description in words, and a companion `..._table` that gives (headings, rows) for the
table beside it. Those that take a `width` are laid out anew for a narrow one: give a page both and `figures.figure`
shows the one that fits. Colour never says anything alone.

    run_charts   run_chart          a measure by month: middle, signals in words, comparisons, changed definitions, gaps
    sparklines   sparkline          the same in the height of a row
    funnels      funnel             like teams by size against what chance would give
    breakdowns   breakdown_bars     groups with their intervals, and the differences that matter
    genograms    genogram           a family by generations (`families`, `family_places`, `family_homes`)
    chronologies chronology         lanes of spans and points along the years, with links
    homes        placements         where a looked-after child lived, the gaps, the legal status beneath
    clocks       clock              a standard's clock and an example of it (`clock_lines`, `weeks`)
    bar_charts   bars, stacked_bars bars, and a worker's children against a limit
    calendars    calendar           a month with how much is due on each day
    figures      figure, markup     a drawing on a page: caption, wide and narrow, the table beside it
"""
