// Kinds of code actions beside the protocol's own `quickfix`, as editors and keybindings name them.
export const fixAllKind = 'source.fixAll.dramatis';
export const extractKind = 'refactor.extract.dramatis.parent';
export const testKind = 'refactor.rewrite.dramatis.test';
