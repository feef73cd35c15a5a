using System.Linq;
using NodaTime;
using Psa.Access;
using Psa.Customers;

namespace Psa.Payments;

/// <summary>Credit limits and holds (R-CREDIT).</summary>
internal static class CreditRules
{
    /// <summary>Gives the id of a payer's record: each has one, so whoever writes it first and second meet.</summary>
    public static Id<PayerCredit> IdOf(TenantId tenant, Id<Customer> payer) => DerivedId.Create<PayerCredit>(tenant, "payer credit", payer.ToString());

    /// <summary>Gives the record of a payer for whom nothing was set yet.</summary>
    public static PayerCredit Of(TenantId tenant, Id<Customer> payer) => new() { Id = IdOf(tenant, payer), Tenant = tenant, Payer = payer };

    /// <summary>Lists what is wrong with limits.</summary>
    public static ValueList<Problem> Validate(ValueList<Money> limits)
    {
        var (problems, seen) = (new List<Problem>(), new HashSet<Currency>());
        for (var i = 0; i < limits.Count; i++)
        {
            if (limits[i].Currency.IsNone || limits[i].Sign < 0 || !seen.Add(limits[i].Currency))
            {
                problems.Add(new(CreditErrors.BadLimit, $"The limit {limits[i]} is below zero, of no currency, or the second one of its currency: give one amount a currency, zero or more.", FormattableString.Invariant($"Limits[{i}]")));
            }
        }

        return problems.ToValueList();
    }

    /// <summary>Gives how a payer stands.</summary>
    /// <param name="credit">What was set for it.</param>
    /// <param name="accounts">Its accounts as of the day, with all billing entities.</param>
    /// <param name="ordered">What it ordered that isn't invoiced, with tax.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="holdAfterDays">After how many days something overdue holds it, or <see langword="null"/>.</param>
    public static CreditStanding StandingOf(this PayerCredit credit, ValueList<PayerAccount> accounts, IReadOnlyCollection<Money> ordered, LocalDate asOf, int? holdAfterDays)
    {
        var exposures = accounts.AsEnumerable().Select(static account => account.Currency).Concat(ordered.Select(static amount => amount.Currency)).Concat(credit.Limits.AsEnumerable().Select(static limit => limit.Currency)).Distinct()
            .OrderBy(static currency => currency.Code, StringComparer.Ordinal)
            .Select(currency => new CreditExposure(ExposureOf(accounts.AsEnumerable(), ordered, currency), credit.LimitOf(currency)))
            .Where(static exposure => !exposure.Exposure.IsZero || exposure.Limit is not null);
        return new(credit.Payer, asOf, exposures.ToValueList(), credit.Hold ?? HoldOf(credit.Tenant, accounts.AsEnumerable(), asOf, holdAfterDays));
    }

    /// <summary>Gives what a payer owes in a currency, with all billing entities, and what it ordered that isn't invoiced.</summary>
    public static Money ExposureOf(IEnumerable<PayerAccount> accounts, IEnumerable<Money> ordered, Currency currency) =>
        accounts.Where(account => account.Currency == currency).Select(static account => account.Open).Concat(ordered.Where(amount => amount.Currency == currency))
            .Aggregate(Money.Zero(currency), static (sum, amount) => sum + amount);

    /// <summary>Gives the hold that follows from what is overdue, or <see langword="null"/>.</summary>
    public static CreditHold? HoldOf(TenantId tenant, IEnumerable<PayerAccount> accounts, LocalDate asOf, int? holdAfterDays)
    {
        var oldest = accounts.Select(static account => account.OldestDue).Aggregate((LocalDate?)null, static (one, other) => one is null ? other : OpenDates.Earlier(one, other) ?? one);
        return oldest is { } due && holdAfterDays is { } days && Period.DaysBetween(due, asOf) > days
            ? new(due.PlusDays(days + 1), Actor.System(tenant).DisplayName, $"An amount has been due since {due:R}, more than {days} days.", IsByItself: true)
            : null;
    }

    /// <summary>Lists what speaks against agreeing something with a payer.</summary>
    /// <param name="standing">How it stands.</param>
    /// <param name="currency">The currency of what is to be agreed.</param>
    /// <param name="amount">What it adds to what is owed, with tax, where it has an amount.</param>
    public static ValueList<Problem> ProblemsOf(this CreditStanding standing, Currency currency, Money? amount = null)
    {
        var problems = new List<Problem>();
        if (standing.Hold is { } hold)
        {
            problems.Add(new(
                CreditErrors.OnHold,
                $"The payer has been held since {hold.Since:R} by {hold.By}: {hold.Reason} {(hold.IsByItself ? "It ends when that is paid" : "Release it")}, or let somebody who manages credit pass it with a reason."));
        }

        foreach (var exposure in standing.Exposures)
        {
            if (exposure.Limit is { } limit && limit.Currency == currency && exposure.Exposure + (amount ?? Money.Zero(currency)) > limit)
            {
                var more = amount is { } added ? $", and this adds {added}" : string.Empty;
                problems.Add(new(
                    CreditErrors.LimitExceeded,
                    $"The payer may owe {limit} and owes {exposure.Exposure}{more}: let it pay first, raise its limit, or let somebody who manages credit pass it with a reason."));
            }
        }

        return problems.ToValueList();
    }

    /// <summary>Tells whether a payer is looked at for its own sake: it has a limit, or events told something of it that may be over.</summary>
    public static bool IsWatched(this PayerCredit credit) => !credit.Limits.IsEmpty || !credit.ToldExceeded.IsEmpty || credit.ToldHeld;

    /// <summary>Gives the record as it is once events have told how a payer stands, with what they are to tell.</summary>
    /// <param name="credit">What was set for it, and told last.</param>
    /// <param name="accounts">Its accounts as of the day, with all billing entities.</param>
    /// <param name="ordered">What it ordered that isn't invoiced, with tax.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="holdAfterDays">After how many days something overdue holds it, or <see langword="null"/>.</param>
    public static (PayerCredit Credit, CreditCrossings Crossings) Told(this PayerCredit credit, ValueList<PayerAccount> accounts, IReadOnlyCollection<Money> ordered, LocalDate asOf, int? holdAfterDays)
    {
        var standing = credit.StandingOf(accounts, ordered, asOf, holdAfterDays);
        var byItself = HoldOf(credit.Tenant, accounts.AsEnumerable(), asOf, holdAfterDays);
        var exceeded = standing.Exposures.AsEnumerable().Where(static exposure => exposure.IsExceeded).ToDictionary(static exposure => exposure.Limit!.Value.Currency);
        var now = exceeded.Keys.OrderBy(static currency => currency.Code, StringComparer.Ordinal).ToValueList();
        var over = exceeded.Where(one => !credit.ToldExceeded.Contains(one.Key)).Select(static one => one.Value).ToValueList();
        var kept = credit.ToldExceeded.AsEnumerable().Where(currency => !exceeded.ContainsKey(currency))
            .Select(currency => standing.Exposures.AsEnumerable().FirstOrDefault(one => one.Exposure.Currency == currency) ?? new(Money.Zero(currency), credit.LimitOf(currency)))
            .ToValueList();
        return (
            credit with { ToldExceeded = now, ToldHeld = byItself is not null },
            new(over, kept, credit.ToldHeld ? null : byItself, credit.ToldHeld && byItself is null));
    }

    private static Money? LimitOf(this PayerCredit credit, Currency currency)
    {
        foreach (var limit in credit.Limits)
        {
            if (limit.Currency == currency)
            {
                return limit;
            }
        }

        return null;
    }
}
