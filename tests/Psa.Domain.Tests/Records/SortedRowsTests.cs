using FsCheck;
using FsCheck.Fluent;
using Psa.Records;
using Psa.Testing;

namespace Psa.Domain.Tests.Records;

/// <summary>Rows in pages are what a sorted dictionary is, whatever comes and goes, and what was read before a change stays as it was.</summary>
public sealed class SortedRowsTests
{
    private static readonly IComparer<Row> ByKey = Comparer<Row>.Create(static (left, right) => left.Key.CompareTo(right.Key));

    [Fact]
    public void Rows_are_those_of_a_sorted_dictionary_after_all_commits() =>
        PropertyCheck.That(Prop.ForAll(Commits().ToArbitrary(), Follow), maxTest: 200);

    private static bool Follow(Edit<Row>[][] commits)
    {
        var (rows, plain) = (SortedRows<Row>.Empty(ByKey), new SortedDictionary<int, Row>());
        foreach (var edits in commits)
        {
            var (before, list) = (rows, All(rows));
            rows = rows.With(edits);
            Assert.Equal(list, All(before));
            foreach (var edit in edits)
            {
                Assert.Same(plain.GetValueOrDefault(edit.Row.Key), edit.Stood);
                plain.Remove(edit.Row.Key);
                if (!edit.IsRemoval)
                {
                    plain.Add(edit.Row.Key, edit.Row);
                }
            }

            Row[] expected = [.. plain.Values];
            Assert.Equal(expected, All(rows));
            Assert.Equal(expected, All(SortedRows<Row>.Of(expected.Reverse(), ByKey)));
            Assert.Equal(expected.Reverse(), rows.Between(0, rows.Count, descending: true));
            for (var i = 0; i < expected.Length; i += 7)
            {
                Assert.Same(expected[i], rows[i]);
                Assert.Equal(expected.Skip(i).Take(300), rows.Between(i, Math.Min(i + 300, rows.Count), descending: false));
            }

            for (var bound = -1; bound < 700; bound += 3)
            {
                Assert.Equal(expected.Count(row => row.Key < bound), rows.Seek(bound, static (row, key) => row.Key < key));
            }
        }

        return true;
    }

    // near each other, as a run writes them, or anywhere; the same key more than once too
    private static Gen<Edit<Row>[][]> Commits() =>
        from commits in Gen.Choose(1, 8)
        from all in Gen.ArrayOf(
            from first in Gen.Choose(0, 600)
            from width in Gen.Elements(5, 100, 600)
            from keys in Gen.ListOf(Gen.Choose(first, Math.Min(first + width, 650)).Zip(Gen.Choose(0, 3)), width)
            select keys.Select((key, place) => new Edit<Row>(new(key.Item1), key.Item2 == 0, place)).OrderBy(edit => edit.Row.Key).ThenBy(edit => !edit.IsRemoval).ToArray(),
            commits)
        select all;

    private static List<Row> All(SortedRows<Row> rows) => [.. rows.Between(0, rows.Count, descending: false)];

    private sealed class Row(int key)
    {
        internal int Key => key;
    }
}
