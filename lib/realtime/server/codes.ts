/**
 * Why a connection is closed or an event refused: 4000–4099 do not come back, 4100–4199 come back after a second, 4200–4299 come back at once,
 * 4300–4399 keep the connection. https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol/#error-codes
 */
export const codes = {
	unknownApp: 4001,
	unknownPath: 4005,
	invalidVersion: 4006,
	unsupportedProtocol: 4007,
	noProtocol: 4008,
	unauthorized: 4009,
	overCapacity: 4100,
	reconnect: 4200,
	noPong: 4201,
	clientEventRefused: 4301,
} as const;
export type Code = (typeof codes)[keyof typeof codes];
