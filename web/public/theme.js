// Before the first paint: the theme that this browser's person chose, if any.
const theme = localStorage.getItem('keywright.theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
