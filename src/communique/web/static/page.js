// Swaps a part of the page for what a form answers, so that a decision needs no reload. Without it forms work as forms.
export {};
