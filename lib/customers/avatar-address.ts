/** Where a customer's picture is shown from; null when there is none. Another picture is another address, so that a browser may keep it. */
export function avatarAddress(customerId: number, avatarKey: string | null): string | null {
	return avatarKey && `/api/customers/${customerId}/avatar?v=${avatarKey.slice(-12)}`;
}
