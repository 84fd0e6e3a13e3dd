/** What came of what somebody did on a page, for the eye and for screen readers; nothing until there is something to say. */
export function StatusLine({ children }: { readonly children: string }) {
  return (
    <p role="status" className="text-muted empty:hidden">
      {children}
    </p>
  );
}
