import { PRODUCT_KINDS, type ProductKind } from '../../domain/plan.js';
import { isComplete, isEvidence } from '../../domain/product.js';
import type { Product } from '../../domain/said.js';

const TODAY = '2026-11-24';
const complete = (kind: ProductKind | undefined, product: Product) => isComplete(kind, product, TODAY);

/** What completes a task of each kind, and what looks like it and does not. */
const PRODUCTS: [ProductKind, Product[], Product[]][] = [
  [
    'document',
    [{ symbol: '15-HD/BTCTU' }, { symbol: '144/KH-UBND' }, { symbol: 'Số 06-CT/TU' }],
    [{ symbol: 'abc' }, { symbol: '-KH/TU' }],
  ],
  ['report', [{ symbol: '210-BC/HU' }], [{ symbol: '00-BC/HU' }, { name: 'Báo cáo sơ kết' }, { decision: '12-QĐ/TU' }]],
  ['decision', [{ decision: '12-QĐ/TU' }, { symbol: '12-QĐ/TU' }], [{ decision: 'đã ký' }, { name: 'Quyết định' }]],
  [
    'event',
    [
      { name: 'Hội nghị', on: TODAY },
      { name: 'Hội nghị', on: '2026-01-02' },
    ],
    [{ name: 'Hội nghị' }, { on: TODAY }, { name: '…', on: TODAY }],
  ],
  [
    'class',
    [{ name: 'Lớp nhận thức về Đảng', on: TODAY }],
    [{ name: 'Lớp', on: '2030-01-01' }, { name: 'Lớp', on: '2026-11-25' }, { count: 3 }],
  ],
  ['database', [{ name: 'CSDL đảng viên' }, { address: 'https://dangvien.vn' }], [{ name: ' ' }, { symbol: '01-BC/HU' }]],
  ['count', [{ count: 1 }, { count: 0.5 }], [{ count: 0 }, { count: -3 }, { name: 'ba lớp' }]],
];

describe('a product', () => {
  it.each(PRODUCTS)('of kind %s is complete when named as its kind asks', (kind, good, bad) => {
    for (const product of good) expect([product, complete(kind, product)]).toEqual([product, true]);
    for (const product of [...bad, {}]) expect([product, complete(kind, product)]).toEqual([product, false]);
  });

  it('has a rule for every kind', () => {
    expect(PRODUCTS.map(([kind]) => kind).toSorted()).toEqual(PRODUCT_KINDS.toSorted());
    expect(complete(undefined, {})).toBe(true);
  });

  it.each([...PRODUCT_KINDS, undefined])('of kind %s that is still to come completes nothing', (kind) => {
    const whole = { symbol: '01-BC/HU', name: 'Hội nghị', count: 1, decision: '02-QĐ/HU', address: 'kho số 1' };
    expect(complete(kind, { ...whole, on: TODAY })).toBe(true);
    expect(complete(kind, { ...whole, on: '2026-11-25' })).toBe(false);
  });
});

describe('evidence', () => {
  it.each([
    [{ note: 'Đã tổ chức sinh hoạt chuyên đề' }],
    [{ product: { symbol: '15-NQ/ĐU' } }],
    [{ product: { decision: '15-QĐ/ĐU' } }],
    [{ product: { name: 'Sinh hoạt chuyên đề', on: TODAY } }],
    [{ product: { address: 'https://dangvien.vn' } }],
    [{ product: { count: 2 } }],
    [{ note: 'Xem kèm', product: { on: '2030-01-01' } }],
  ])('is %j', (shown) => {
    expect(isEvidence(shown, TODAY)).toBe(true);
  });

  it.each([
    [{}],
    [{ note: '' }],
    [{ note: ' … ' }],
    [{ product: {} }],
    [{ product: { symbol: 'abc' } }],
    [{ product: { on: TODAY } }],
    [{ product: { count: 0 } }],
    [{ product: { name: 'Hội nghị', on: '2026-11-25' } }],
  ])('is not %j', (shown) => {
    expect(isEvidence(shown, TODAY)).toBe(false);
  });
});
