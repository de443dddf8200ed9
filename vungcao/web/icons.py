"""The icons by name: what stands inside a 24 × 24 `svg`, drawn with lines of one width."""

ICONS = {
    "back": '<path d="M20 12H5M10.5 6.5 5 12l5.5 5.5"/>',
    "bell": '<path d="M5.5 17h13l-1.5-2.5V10a5 5 0 0 0-10 0v4.5zM10 20h4"/>',
    "book": '<path d="M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5M9 12.5h6M9 16h6"/>',
    "box": '<path d="M3.5 8h17v11.5h-17zM8.5 8V4.5h7V8M3.5 13h17"/>',
    "calendar": '<path d="M4 5.5h16V20H4zM4 10h16M8.5 3v4M15.5 3v4"/>',
    "chart": '<path d="M4 20h16M6.5 17v-5M12 17V6M17.5 17v-8"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.5l3.5 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "diamond": '<path d="m12 3.5 8.5 8.5-8.5 8.5L3.5 12z"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15"/>',
    "flag": '<path d="M6 21V4h12l-3 4 3 4H6"/>',
    "gear": '<path d="M4 7h10M18 7h2M4 17h2M10 17h10"/>'
    '<circle cx="16" cy="7" r="2"/><circle cx="8" cy="17" r="2"/>',
    "help": '<circle cx="12" cy="12" r="8.5"/>'
    '<path d="M9.5 9.7c0-3 5-3 5 0 0 2-2.5 2-2.5 4M12 16.6v.3"/>',
    "home": '<path d="m3.5 11 8.5-7 8.5 7M6 9.5V20h12V9.5M10 20v-6h4v6"/>',
    "key": '<circle cx="8" cy="14" r="4"/><path d="m11 11 8-8M16 6l3 3"/>',
    "list": '<path d="M8.5 6.5h12M8.5 12h12M8.5 17.5h12M4 6.5h.5M4 12h.5M4 17.5h.5"/>',
    "map": '<path d="m3.5 6 5.5-2 6 2 5.5-2v14L15 20l-6-2-5.5 2zM9 4v14M15 6v14"/>',
    "menu": '<path d="M3.5 6.5h17M3.5 12h17M3.5 17.5h17"/>',
    "money": '<path d="M3.5 7h17v11h-17z"/><circle cx="12" cy="12.5" r="2.5"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6'
    'M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.6c2.2.9 3.5 2.7 3.5 5.4"/>',
    "person": '<circle cx="12" cy="8.5" r="4"/>'
    '<path d="M4.5 20.5c0-4.5 3.5-6.5 7.5-6.5s7.5 2 7.5 6.5"/>',
    "play": '<path d="M8 5.5v13l11-6.5z"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "reform": '<path d="M4 4h6v6H4zM4 14h6v6H4zM14 9h6v6h-6zM10 7h2.5v5M10 17h2.5v-5H14"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>',
    "shield": '<path d="M12 3.5 5 6v6c0 4.5 3 7 7 8.5 4-1.5 7-4 7-8.5V6z"/>',
    "sign-out": '<path d="M13 4H5v16h8M10 12h10M16 8l4 4-4 4"/>',
    "sound": '<path d="M4 9.5v5h4l5 4.5V5L8 9.5zM16.5 9a4.5 4.5 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11"/>',
    "table": '<path d="M4 4h16v16H4zM4 9.5h16M4 15h16M9.5 4v16"/>',
    "undo": '<path d="M9 6 4.5 10.5 9 15M5 10.5h9a5 5 0 0 1 0 10h-3"/>',
    "upload": '<path d="M12 20V6M6.5 11 12 5.5l5.5 5.5"/>',
    "warn": '<path d="M12 4 2.5 20h19zM12 10v5M12 17.2v.3"/>',
}
