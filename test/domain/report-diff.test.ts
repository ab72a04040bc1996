import { diffReports } from '../../domain/report-diff.js';
import type { ReportBody, ReportForm } from '../../domain/report.js';

const form: ReportForm = {
  figures: [
    { id: 'admitted', label: 'Đảng viên kết nạp', unit: 'đảng viên', required: true, rollup: 'sum' },
    { id: 'cells', label: 'Chi bộ', unit: 'chi bộ', required: false, rollup: 'sum' },
  ],
  narrative: [
    { id: 'results', label: 'Kết quả', required: true },
    { id: 'proposals', label: 'Kiến nghị', required: false },
  ],
};

const version = (figures: ReportBody['figures'], narrative: ReportBody['narrative'] = {}, more: Partial<ReportBody> = {}): ReportBody => ({
  figures,
  narrative,
  ...more,
});

describe('diffReports', () => {
  it('of three versions gives two diffs, each with what that step changed (probe 9)', () => {
    const versions = [
      version({ admitted: 46, cells: 3 }, { results: 'Chậm' }),
      version({ admitted: 47, cells: 3 }, { results: 'Chậm' }),
      version({ admitted: 47, cells: 4 }, { results: 'Đạt' }),
    ];
    const diffs = versions.slice(1).map((after, index) => diffReports(form, versions[index]!, after));
    expect(diffs).toEqual([
      [{ field: 'admitted', label: 'Đảng viên kết nạp', kind: 'figure', before: 46, after: 47 }],
      [
        { field: 'cells', label: 'Chi bộ', kind: 'figure', before: 3, after: 4 },
        { field: 'results', label: 'Kết quả', kind: 'narrative', before: 'Chậm', after: 'Đạt' },
      ],
    ]);
  });

  it('tells missing from zero, and not missing from null or an empty text', () => {
    expect(diffReports(form, version({ cells: null }, { results: '' }), version({}))).toEqual([]);
    expect(diffReports(form, version({}), version({ admitted: 0 }, { proposals: 'Bổ sung kinh phí' }))).toEqual([
      { field: 'admitted', label: 'Đảng viên kết nạp', kind: 'figure', before: null, after: 0 },
      { field: 'proposals', label: 'Kiến nghị', kind: 'narrative', before: null, after: 'Bổ sung kinh phí' },
    ]);
  });

  it('shows a nil return that became a report, reasons last', () => {
    const nil = version({}, {}, { nilReason: 'Không phát sinh' });
    expect(diffReports(form, nil, version({ admitted: 2 }, {}, { lateReason: 'Bão', nilReason: '' }))).toEqual([
      { field: 'admitted', label: 'Đảng viên kết nạp', kind: 'figure', before: null, after: 2 },
      { field: 'nilReason', label: 'nilReason', kind: 'reason', before: 'Không phát sinh', after: null },
      { field: 'lateReason', label: 'lateReason', kind: 'reason', before: null, after: 'Bão' },
    ]);
  });
});
