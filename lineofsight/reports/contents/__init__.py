"""What each page shows, in the order councils know from the spreadsheet they make today."""

from lineofsight.reports.contents import care_and_leaving, front_door, protection
from lineofsight.reports.parts import PageContent

PAGES: tuple[PageContent, ...] = (*front_door.PAGES, *protection.PAGES, *care_and_leaving.PAGES)
