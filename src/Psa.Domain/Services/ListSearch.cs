using System.Linq;
using System.Runtime.CompilerServices;
using NodaTime;
using Psa.Lists;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Finds a page of a list by a filter of its fields: the one place that does, for every list and every store.</summary>
internal sealed class ListSearch<T>
    where T : class, IEntity<T>
{
    private const int LeastRead = 128;
    private const int MostRead = 1024;

    private readonly IPsaSession _session;
    private readonly ListRequest _request;
    private readonly CheckedFilter<T> _filter;
    private readonly Field<T> _sort;
    private readonly IReadOnlyList<Condition<T>> _own;
    private readonly RelatedRecords _related;
    private readonly FieldReading _reading;

    private ListSearch(IPsaSession session, FieldList<T> fields, ListRequest request, IReadOnlyList<Condition<T>> own)
    {
        (_session, _request, _own) = (session, request, own);
        (_filter, _sort) = (FilterCheck<T>.Of(fields, request), FilterCheck<T>.SortOf(fields, request));
        _related = new(session);
        _reading = new(_related, request.Day ?? LocalDate.MinIsoValue);
    }

    /// <summary>Finds a page.</summary>
    /// <param name="session">The session.</param>
    /// <param name="fields">The list's fields.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="page">Which page.</param>
    /// <param name="own">What else is asked, whatever the filter: of whom an actor sees something.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RuleViolationException"><c>filter.bad</c>, <c>filter.bad_page</c>.</exception>
    internal static Task<Page<T>> PageAsync(
        IPsaSession session, FieldList<T> fields, ListRequest request, PageRequest page, IReadOnlyList<Condition<T>> own, CancellationToken cancellationToken)
    {
        var search = new ListSearch<T>(session, fields, request, own);
        var plan = ListPlan<T>.Of(search._filter, search._sort, request.Descending, own);
        return plan.IsInOrder ? search.NextAsync(plan, page, cancellationToken) : search.BestAsync(plan, page, cancellationToken);
    }

    private async Task<Page<T>> NextAsync(ListPlan<T> plan, PageRequest page, CancellationToken cancellationToken)
    {
        var (found, size) = (new List<T>(), Paging.SizeAndOne(page));
        var place = PageKey.Read(page.After, plan.Listing, _request);
        await foreach (var row in RowsAsync(plan.Listing, place, plan.IsExact ? size : Math.Max(size, LeastRead), cancellationToken).ConfigureAwait(false))
        {
            found.Add(row);
            if (found.Count == size)
            {
                break;
            }
        }

        return found.ToPage(plan.Listing, _request, page, page.WithCount ? await CountAsync(plan, cancellationToken).ConfigureAwait(false) : null);
    }

    private async Task<long> CountAsync(ListPlan<T> plan, CancellationToken cancellationToken)
    {
        if (plan.IsExact)
        {
            return await _session.Of<T>().CountAsync(plan.Listing.All, cancellationToken).ConfigureAwait(false);
        }

        var count = 0L;
        await foreach (var _ in RowsAsync(plan.Listing, place: null, MostRead, cancellationToken).ConfigureAwait(false))
        {
            count++;
        }

        return count;
    }

    private async Task<Page<T>> BestAsync(ListPlan<T> plan, PageRequest page, CancellationToken cancellationToken)
    {
        ListPlace? after = page.After is { } key ? ListPlace.Read(key, _sort, _request) : null;
        var best = new BestRows<T>(Paging.SizeAndOne(page), _request.Descending);
        var listing = after is { } place && BoundOf(place) is { } bound ? ListPlan<T>.Of(_filter, _sort, _request.Descending, [.. _own, bound]).Listing : plan.Listing;
        var mayStop = plan.MayStop;
        await foreach (var row in RowsAsync(listing, place: null, LeastRead, cancellationToken).ConfigureAwait(false))
        {
            var at = new ListPlace(_sort.Read(row, _reading), row.Id.Value);
            if (mayStop && best.IsBeyond(at.Value))
            {
                break;
            }

            if (after is not { } last || best.IsAfter(at, last))
            {
                best.Add(row, at);
            }
        }

        var found = best.Sorted();
        long? count = page.WithCount ? await CountAsync(plan, cancellationToken).ConfigureAwait(false) : null;
        if (found.Count <= page.Size)
        {
            return new(found.Select(static one => one.Row).ToValueList(), Next: null, count);
        }

        found.RemoveAt(page.Size);
        return new(found.Select(static one => one.Row).ToValueList(), found[^1].Place.ToKey(_sort, _request), count);
    }

    // an age says until which day
    private Condition<T>? BoundOf(ListPlace place)
    {
        if (!_sort.IsReversed || _sort.Order is not [var column] || place.Value is not decimal age || StoreAsk<T>.Of(_filter, _own).IsFixed(column))
        {
            return null;
        }

        var day = _reading.Day.DayNumber() - age;
        if (day < LocalDate.FromDateOnly(DateOnly.MinValue).DayNumber() || day > LocalDate.FromDateOnly(DateOnly.MaxValue).DayNumber() || day != Math.Floor(day))
        {
            return null;
        }

        var date = DayNumbers.ToDate((int)day);
        return _request.Descending ? column.From(date) : column.Through(date);
    }

    /// <summary>Reads what fulfils the filter, part by part: what stands beside the records of a part is read with it.</summary>
    private async IAsyncEnumerable<T> RowsAsync(Listing<T> listing, IReadOnlyList<object?>? place, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var read = await ReadAsync(listing, place, size, cancellationToken).ConfigureAwait(false); ;)
        {
            await ReadBesideAsync(read, cancellationToken).ConfigureAwait(false);
            foreach (var row in read)
            {
                if (_filter.Holds(row, _reading))
                {
                    yield return row;
                }
            }

            if (read.Count < size)
            {
                yield break;
            }

            place = [.. listing.Order.Select(column => column.ValueOf(read[^1]))];
            size = Math.Max(size, Math.Min(2 * size, MostRead));
            read = await ReadAsync(listing, place, size, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<List<T>> ReadAsync(Listing<T> listing, IReadOnlyList<object?>? place, int size, CancellationToken cancellationToken)
    {
        var read = new List<T>();
        foreach (var query in listing.After(place))
        {
            await foreach (var row in _session.Of<T>().QueryAsync(query.Take(size - read.Count), cancellationToken).ConfigureAwait(false))
            {
                read.Add(row);
            }

            if (read.Count == size)
            {
                break;
            }
        }

        return read;
    }

    private async Task ReadBesideAsync(List<T> rows, CancellationToken cancellationToken)
    {
        _related.Trim();
        foreach (var row in rows)
        {
            foreach (var field in _filter.Fields)
            {
                field.Wants?.Invoke(row, _related);
            }

            _sort.Wants?.Invoke(row, _related);
        }

        await _related.LoadAsync(cancellationToken).ConfigureAwait(false);
    }
}
