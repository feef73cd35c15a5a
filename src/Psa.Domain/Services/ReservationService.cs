using NodaTime;
using Psa.Access;
using Psa.Events;
using Psa.Inventory;
using Psa.Quotes;
using Psa.Records;
using Psa.Storage;

namespace Psa.Services;

/// <summary>Keeps goods for quotes until a day (R-RESERVATION). What is kept follows the quote: it goes with revisions, is freed when the quote is closed or a line isn't chosen, and is picked for its order once it is won.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Gives the time of moves, and today, the day where the tenant is.</param>
/// <param name="ids">Makes ids.</param>
public sealed class ReservationService(IPsaStore store, IClock clock, IIdGenerator ids)
{
    private const int MostDays = 3650;

    /// <summary>Keeps goods for a line of a draft or active quote.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="reservation">What is kept, where and until when.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The reservation; the one that an earlier call with the same id made, wherever it went with its quote, and whether or not it ended.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such quote or location.</exception>
    /// <exception cref="RuleViolationException">
    /// <c>stock.insufficient</c>, <c>reservation.exceeds_line</c>, <c>reservation.quote_not_live</c>, <c>reservation.bad_value</c>; <c>stock.bad_quantity</c>, <c>product.not_stocked</c>, <c>stock.not_set_up</c>, <c>unit.not_exact</c>.
    /// </exception>
    /// <exception cref="ConcurrencyConflictException">The id stands for goods that are kept for another line or elsewhere.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ReserveStock)]
    public Task<StockReservation> ReserveAsync(Actor actor, NewReservation reservation, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ReserveStock);
        Border.Check(reservation);
        HandPrices.RequirePlace(reservation.Line);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireProcurementAsync(cancellationToken).ConfigureAwait(false);
                if (reservation.Id is { } given && await step.Of<StockReservation>().FindAsync(given, cancellationToken).ConfigureAwait(false) is { } known)
                {
                    return known.Made.Quote == reservation.Quote && known.Made.Line == reservation.Line && known.Location == reservation.Location
                        ? known
                        : throw new ConcurrencyConflictException(nameof(StockReservation), given.Value, 0, known.Version);
                }

                // what is kept is read after its quote: where that was revised between, it is asked again
                return await store.AttemptAsync(
                    step,
                    nameof(Quote),
                    reservation.Quote.Value,
                    (session, cancelled) => session.Of<Quote>().RequireAsync(reservation.Quote, cancelled),
                    quote => MadeAsync(step, quote, reservation, cancellationToken),
                    cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Frees goods that were kept for a quote.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The reservation.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is left of it: nothing is kept. One that ended stays as it is; a draft that took another quote's place keeps in mind what that had.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="EntityNotFoundException">There is no such reservation.</exception>
    /// <exception cref="RuleViolationException"><c>stock.reason_missing</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ReserveStock)]
    public Task<StockReservation> ReleaseAsync(Actor actor, Id<StockReservation> id, string reason, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ReserveStock, id.Value);
        Border.Check(reason);
        StockService.RequireReason(reason);
        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireProcurementAsync(cancellationToken).ConfigureAwait(false);
                var reservation = await step.Of<StockReservation>().RequireAsync(id, cancellationToken).ConfigureAwait(false);
                return await ReleaseAsync(step, reservation, reason.Trim(), isForgotten: false, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Frees what is kept until today or before, whatever became of the quote, each in a commit of its own; hosts call it once a day.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were released, and why others were not.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="StoreException"><c>store.host_transaction</c>: it commits in batches, which a transaction of the host can't.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ReserveStock)]
    public Task<ReservationExpiry> ExpireAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ReserveStock);
        store.RequireOwnTransactions();
        return ExpireAsync(store, clock, actor, cancellationToken);
    }

    /// <summary>Frees what is kept until today or before.</summary>
    internal static async Task<ReservationExpiry> ExpireAsync(IPsaStore store, IClock clock, Actor actor, CancellationToken cancellationToken)
    {
        var (released, problems) = (0, new List<Problem>());
        foreach (var id in await DueAsync(store, clock, actor, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                released += await ExpireAsync(store, clock, actor, id, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }
            catch (PsaException refusal)
            {
                problems.Add(new(refusal.Code, refusal.Message, id.ToString()));
            }
        }

        return new(released, problems.ToValueList());
    }

    /// <summary>Lets what is kept follow what became of quotes while inventory was off, once it is on again.</summary>
    internal static async Task SettleAsync(IPsaStore store, IClock clock, Actor actor, CancellationToken cancellationToken)
    {
        foreach (var id in await store.ReadAsync(actor.Tenant, session => QuotesAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            await store.StepAsync(
                clock,
                actor,
                async step =>
                {
                    // the quote is written too, so that whoever orders of it meanwhile is met
                    var (quote, kept) = (await step.Of<Quote>().FindAsync(id, cancellationToken).ConfigureAwait(false), new QuoteReservations(step));
                    _ = quote is null ? null : step.Of<Quote>().Update(quote);
                    await kept.SettleAsync(id, quote, cancellationToken).ConfigureAwait(false);
                    await kept.WriteAsync(cancellationToken).ConfigureAwait(false);
                    return id;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lists what is kept for a quote, in the order of its lines.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="quote">The revision of the quote.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The reservations.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ViewStock)]
    public Task<ValueList<StockReservation>> ListAsync(Actor actor, Id<Quote> quote, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ViewStock, quote.Value);
        return store.ReadAsync(
            actor.Tenant,
            async session =>
            {
                await session.RequireProcurementAsync(cancellationToken, isRead: true).ConfigureAwait(false);
                var found = await session.Of<StockReservation>().QueryAsync(StockReservationRecords.OfQuote(quote), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false);
                return found.FindAll(static reservation => reservation.Quantity > 0m).ToValueList();
            },
            cancellationToken);
    }

    /// <summary>Says for how many days goods are kept for a quote where no day is said.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="days">How many, from 1 to 3650.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The stored settings.</returns>
    /// <exception cref="PermissionDeniedException"><c>access.denied</c>.</exception>
    /// <exception cref="RuleViolationException"><c>stock.not_set_up</c>.</exception>
    /// <exception cref="ValidationFailedException"><c>value.out_of_range</c>.</exception>
    /// <exception cref="Features.FeatureDisabledException"><c>feature.disabled</c>, <c>feature.not_in_edition</c>.</exception>
    [RequiresPermission(Permission.ManageSettings)]
    public Task<StockSettings> SetDaysAsync(Actor actor, int days, CancellationToken cancellationToken = default)
    {
        Require(actor, Permission.ManageSettings);
        if (days is < 1 or > MostDays)
        {
            throw new ValidationFailedException([new(MoneyErrors.OutOfRange, FormattableString.Invariant($"Goods are kept for 1 to {MostDays} days, not for {days}."), "Days")]);
        }

        return store.StepAsync(
            clock,
            actor,
            async step =>
            {
                await step.RequireProcurementAsync(cancellationToken).ConfigureAwait(false);
                var before = await step.StockSettingsAsync(cancellationToken).ConfigureAwait(false);
                if (before.ReservationDays == days)
                {
                    return before;
                }

                step.Append(EventKinds.StockSettingsChanged, before.Id);
                return step.Of<StockSettings>().Update(before with { ReservationDays = days });
            },
            cancellationToken);
    }

    private async Task<StockReservation> MadeAsync(Step step, Quote quote, NewReservation reservation, CancellationToken cancellationToken)
    {
        // the quote is written too, so that whoever closes, revises or wins it meanwhile is met
        step.Of<Quote>().Update(quote.RequireLive());
        var (line, kept) = (Reservations.RequireLine(quote, reservation.Line), new QuoteReservations(step));
        Reservations.RequireWithin(quote, reservation.Line, reservation.Quantity, await kept.OfAsync(quote.Id, cancellationToken).ConfigureAwait(false));
        var made = await kept.ReserveAsync(
            new()
            {
                Id = reservation.Id.OrNext(ids),
                Tenant = step.Tenant,
                Quote = quote.Id,
                Line = reservation.Line,
                Product = line.Product!.Value,
                Unit = line.Unit,
                Location = reservation.Location,
                Quantity = reservation.Quantity,
                ExpiresOn = await EndAsync(step, reservation.ExpiresOn, cancellationToken).ConfigureAwait(false),
                Made = new(quote.Id, reservation.Line, reservation.Quantity),
            },
            cancellationToken).ConfigureAwait(false);
        await kept.WriteAsync(cancellationToken).ConfigureAwait(false);
        return made;
    }

    private static async Task<LocalDate> EndAsync(Step step, LocalDate? said, CancellationToken cancellationToken)
    {
        var today = await step.TodayAsync(cancellationToken).ConfigureAwait(false);
        if (said is not { } day)
        {
            return today.PlusDays((await step.StockSettingsAsync(cancellationToken).ConfigureAwait(false)).ReservationDays);
        }

        return day > today && day <= today.PlusDays(MostDays)
            ? day
            : throw new RuleViolationException(InventoryErrors.BadReservation, $"Goods are kept until a day to come, {MostDays} days from today at most, not until {day:R}.").At(nameof(NewReservation.ExpiresOn));
    }

    private static async Task<StockReservation> ReleaseAsync(Step step, StockReservation reservation, string reason, bool isForgotten, CancellationToken cancellationToken)
    {
        var kept = new QuoteReservations(step);
        var left = await kept.ReleaseAsync(reservation, reason, isForgotten, cancellationToken).ConfigureAwait(false);
        await kept.WriteAsync(cancellationToken).ConfigureAwait(false);
        return left;
    }

    private static Task<List<Id<StockReservation>>> DueAsync(IPsaStore store, IClock clock, Actor actor, CancellationToken cancellationToken) => store.ReadAsync(
        actor.Tenant,
        async session =>
        {
            await session.RequireProcurementAsync(cancellationToken).ConfigureAwait(false);
            var today = await session.DayAsync(clock.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
            return (await session.Of<StockReservation>().QueryAsync(StockReservationRecords.Due(today), cancellationToken).ListAsync(cancellationToken).ConfigureAwait(false)).ConvertAll(static reservation => reservation.Id);
        },
        cancellationToken);

    private static async Task<SortedSet<Id<Quote>>> QuotesAsync(IPsaSession session, CancellationToken cancellationToken)
    {
        var quotes = new SortedSet<Id<Quote>>();
        if (await session.HasInventoryAsync(cancellationToken).ConfigureAwait(false))
        {
            await foreach (var reservation in session.Of<StockReservation>().QueryAsync(StockReservationRecords.Kept(), cancellationToken).ConfigureAwait(false))
            {
                quotes.Add(reservation.Quote);
            }
        }

        return quotes;
    }

    // it is looked at again: it may have ended or gone on meanwhile
    private static Task<bool> ExpireAsync(IPsaStore store, IClock clock, Actor actor, Id<StockReservation> id, CancellationToken cancellationToken) => store.StepAsync(
        clock,
        actor,
        async step =>
        {
            var reservation = await step.Of<StockReservation>().FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (reservation is null || reservation.ExpiresOn > await step.TodayAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            await ReleaseAsync(step, reservation, "Expired", isForgotten: true, cancellationToken).ConfigureAwait(false);
            return reservation.Quantity > 0m;
        },
        cancellationToken);

    private static void Require(Actor actor, Permission permission, params Guid[] records)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Require(permission, records);
    }
}
