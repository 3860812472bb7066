export function manifestText(root: string, variant?: { readonly withExplanations?: boolean }): string;
