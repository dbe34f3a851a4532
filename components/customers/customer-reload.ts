"use client";

import { createContext, useContext } from "react";

/** Asks anew for the customer that is shown: what was changed here is there at once, whether or not anybody tells of it. */
export const CustomerReload = createContext<() => Promise<void>>(async () => {});
export const useCustomerReload = () => useContext(CustomerReload);
