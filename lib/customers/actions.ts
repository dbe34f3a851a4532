"use server";

import { action } from "@/lib/action";
import { removeAvatar } from "./avatar";
import { createCustomer } from "./create";
import { editCustomer, setCustomerField, tagCustomer, trustImages } from "./edit";
import { addIdentity, preferIdentity, removeIdentity } from "./identities";
import {
	addIdentitySchema,
	createCustomerSchema,
	customerFieldSchema,
	customerSchema,
	editCustomerSchema,
	identitySchema,
	tagCustomerSchema,
	trustImagesSchema,
} from "./schema";

export const create = action(createCustomerSchema, createCustomer);
export const edit = action(editCustomerSchema, (input, actor) => editCustomer(input.customerId, input.field, input.was, input.now, actor));
export const setField = action(customerFieldSchema, (input, actor) => setCustomerField(input.customerId, input.name, input.was, input.now, actor));
export const tag = action(tagCustomerSchema, (input, actor) => tagCustomer(input.customerId, input.tag, input.on, actor));
export const addAddress = action(addIdentitySchema, (input, actor) => addIdentity(input.customerId, input.address, input.replaces, actor));
export const removeAddress = action(identitySchema, (input, actor) => removeIdentity(input.customerId, input.address, actor));
export const preferAddress = action(identitySchema, (input, actor) => preferIdentity(input.customerId, input.address, actor));
export const trustRemoteImages = action(trustImagesSchema, (input, actor) => trustImages(input.customerId, input.trusted, actor));
export const dropAvatar = action(customerSchema, (input, actor) => removeAvatar(input.customerId, actor));
