"use server";

import { action } from "@/lib/action";
import { createCustomer } from "./create";
import { createCustomerSchema } from "./schema";

export const create = action(createCustomerSchema, createCustomer);
