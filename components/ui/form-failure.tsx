/** What is wrong with a form as a whole. Always there, so that it is spoken when it fills. */
export function FormFailure({ children }: { children: string }) {
	return <div role="alert">{children && <p className="rounded-lg bg-danger-fill px-3 py-2 text-danger-text text-sm">{children}</p>}</div>;
}
