// Stands for the package of that name, which throws outside of a server bundle.
export {};
