// @ts-check
/** Light or dark: the system's choice until the visitor makes their own. */

const DARK = matchMedia("(prefers-color-scheme: dark)");

/** @param {HTMLElement} button */
export function startTheme(button) {
  const apply = () => {
    const own = localStorage.getItem("theme");
    const dark = own ? own === "dark" : DARK.matches;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    button.textContent = dark ? "Light" : "Dark";
    button.setAttribute("aria-label", dark ? "Switch to light colours" : "Switch to dark colours");
  };
  button.addEventListener("click", () => {
    localStorage.setItem("theme", document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    apply();
  });
  DARK.addEventListener("change", apply);
  apply();
}
