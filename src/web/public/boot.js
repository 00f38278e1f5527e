// Runs before everything else: no flash of the wrong colours, and zod must not try `new Function`, which the page's policy forbids.
globalThis['__zod_globalConfig'] = { jitless: true };
(() => {
  const wanted = localStorage.getItem('krisenfest-colours');
  const dark = wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light';
  const language = localStorage.getItem('krisenfest-language');
  if (language === 'de' || language === 'en') document.documentElement.lang = language;
})();
