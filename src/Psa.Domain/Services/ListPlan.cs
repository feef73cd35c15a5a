using System.Linq;
using NodaTime;
using Psa.Lists;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>How a page of a list is found: by which index, and whether what that gives comes in the order that is wanted.</summary>
/// <param name="Listing">What is read.</param>
/// <param name="IsInOrder">Whether it comes in the order that is wanted; otherwise all of it is read, and the best are kept.</param>
/// <param name="IsExact">Whether all of it is wanted.</param>
/// <param name="MayStop">Whether it comes by the field that is sorted by, though records of one value in another order: then a value after the last wanted ends the reading.</param>
internal sealed record ListPlan<T>(Listing<T> Listing, bool IsInOrder, bool IsExact, bool MayStop)
    where T : class, IEntity<T>
{
    private const int FewInOrder = 60;
    private const int Few = 50;
    private const int FewByDayInOrder = 45;
    private const int FewByDay = 40;
    private const int InOrder = 30;
    private const int OfOneValue = 20;
    private const int OfRange = 10;

    /// <summary>Makes the plan.</summary>
    /// <param name="filter">What is wanted.</param>
    /// <param name="sort">By what it is sorted.</param>
    /// <param name="descending">Whether the order is reversed.</param>
    /// <param name="own">The customers that are an actor's own, and what else is asked whatever the filter.</param>
    internal static ListPlan<T> Of(CheckedFilter<T> filter, Field<T> sort, bool descending, IReadOnlyList<Condition<T>> own)
    {
        var ask = StoreAsk<T>.Of(filter, own);
        Column<T>[]? wanted = sort.Order is { } order ? [.. order, RecordType<T>.Id] : null;
        var isInOrder = wanted is not null && !sort.IsReversed;
        if (own.FirstOrDefault(static condition => condition.Operator == ConditionOperator.OneOf) is { Column: { } whose })
        {
            // what is of a few customers is sorted by the store, if it has the order
            var theirs = RecordTypes.Of<T>().Indexes.First(index => index.Columns[0] == whose && index.Only.Count == 0);
            return new(new(theirs, ask.Where, isInOrder ? wanted! : [RecordType<T>.Id], isInOrder && descending), isInOrder, ask.IsExact, MayStop: false);
        }

        var (by, rank) = Best(ask, wanted);
        var comesByField = rank is FewInOrder or FewByDayInOrder or InOrder;
        var isReversed = comesByField && (sort.IsReversed ? !descending : descending);
        var listing = rank is FewByDay or FewByDayInOrder
            ? new Listing<T>(by, ask.IsBound(by.Columns[0]) ? ask.Where : [.. ask.Where, by.Columns[0].From(LocalDate.MinIsoValue)], by.Columns, isReversed).Sparse()
            : new Listing<T>(by, ask.Where, by.Columns, isReversed);
        return new(listing, comesByField && isInOrder, ask.IsExact, comesByField && !isInOrder);
    }

    private static (RecordIndex<T> By, int Rank) Best(StoreAsk<T> ask, Column<T>[]? wanted)
    {
        var best = (By: RecordType<T>.ById, Rank: RankOf(ask, RecordType<T>.ById, wanted));
        foreach (var index in RecordTypes.Of<T>().Indexes)
        {
            if (index.Unique is null && ask.IsIn(index) && RankOf(ask, index, wanted) is var rank && (rank > best.Rank || (rank == best.Rank && rank > 0 && index.Only.Count > best.By.Only.Count)))
            {
                best = (index, rank);
            }
        }

        return best;
    }

    private static int RankOf(StoreAsk<T> ask, RecordIndex<T> index, Column<T>[]? wanted)
    {
        var columns = index.Columns;
        var ofOne = columns.TakeWhile(ask.IsFixed).ToList();
        var isByDay = ofOne.Count == 0 && columns.Count > 1 && columns[0].Type == typeof(LocalDate) && ask.IsSelective(columns[1]);
        var isInOrder = wanted is not null && (isByDay || !columns.Skip(ofOne.Count).Any(ask.IsFixed))
            && columns.Where(column => !ask.IsFixed(column)).SequenceEqual(wanted.Where(column => !ask.IsFixed(column)));
        if (ofOne.Exists(ask.IsSelective))
        {
            return isInOrder ? FewInOrder : Few;
        }

        if (isByDay)
        {
            return isInOrder ? FewByDayInOrder : FewByDay;
        }

        return isInOrder ? InOrder
            : ofOne.Count > 0 ? OfOneValue
            : ask.IsBound(columns[0]) ? OfRange
            : 0;
    }
}
