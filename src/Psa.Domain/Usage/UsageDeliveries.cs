namespace Psa.Usage;

/// <summary>What a delivery must keep to, which of its rows count, and how they are known from one delivery to the next.</summary>
internal static class UsageDeliveries
{
    /// <summary>Derives the id of a delivery.</summary>
    public static Id<UsageDelivery> IdOf(TenantId tenant, NewUsageDelivery delivery, int number)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return DerivedId.Create<UsageDelivery>(tenant, "usage delivery", delivery.SourceCode, delivery.Scope, delivery.Period.ToString(), FormattableString.Invariant($"{number}"));
    }

    /// <summary>Checks what a delivery is said to be of.</summary>
    /// <exception cref="ValidationFailedException"><c>usage.source_missing</c>, <c>usage.scope_missing</c>.</exception>
    public static void Require(this NewUsageDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        new UsageSource(delivery.SourceCode).Require();
        if (delivery.Scope.Length == 0)
        {
            throw new ValidationFailedException([new(UsageErrors.ScopeMissing, "It is of nothing: name the billing account or subscription whose rows these are.", nameof(delivery.Scope))]);
        }
    }

    /// <summary>Tells whether a row counts.</summary>
    /// <param name="record">The row.</param>
    /// <param name="notInEffect">The deliveries that haven't taken effect: what they bring doesn't count yet, and what they withdraw still does.</param>
    public static bool Counts(this UsageRecord record, IReadOnlySet<Id<UsageDelivery>> notInEffect)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(notInEffect);
        return (record.Delivery is not { } brought || !notInEffect.Contains(brought)) && (record.WithdrawnBy is not { } withdrew || notInEffect.Contains(withdrew));
    }

    /// <summary>Tells whether two rows say the same, whoever brought them.</summary>
    public static bool SaysAs(this UsageRecord record, UsageRecord other)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(other);
        return record with { Id = other.Id, Version = other.Version, Delivery = other.Delivery, WithdrawnBy = other.WithdrawnBy } == other;
    }

    /// <summary>Derives by what a row is known that has a source id: its n-th version within scope and period.</summary>
    public static Id<UsageRecord> IdOfVersion(this UsageRecord row, int version)
    {
        ArgumentNullException.ThrowIfNull(row);
        return DerivedId.Create<UsageRecord>(row.Tenant, "delivered usage", row.SourceCode, $"{row.SourcePeriod}", row.Scope!, "id", row.SourceId!, FormattableString.Invariant($"{version}"));
    }

    /// <summary>Derives what a row says, as one value.</summary>
    public static Guid ContentOf(this UsageRecord row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return DerivedId.Create<UsageRecord>(
            row.Tenant,
            row.Customer.ToString(),
            row.ServiceCode,
            row.Counter,
            FormattableString.Invariant($"{row.Start.ToUnixTimeTicks()}"),
            $"{row.Date:R}",
            Figures.Quantity(row.Quantity),
            row.Unit,
            row.Cost is { } cost ? $"{Figures.Digits(cost)} {cost.Currency}" : string.Empty,
            row.Text is { } text ? $"={text}" : string.Empty).Value;
    }

    /// <summary>Derives by what a row is known that has no source id: its content, and its count among the rows of that content.</summary>
    /// <param name="row">The row.</param>
    /// <param name="content">What it says.</param>
    /// <param name="count">How many rows of the delivery before it say the same.</param>
    /// <param name="time">How often a row so known came and was withdrawn again.</param>
    public static Id<UsageRecord> IdOfContent(this UsageRecord row, Guid content, int count, int time)
    {
        ArgumentNullException.ThrowIfNull(row);
        return DerivedId.Create<UsageRecord>(
            row.Tenant, "delivered usage", row.SourceCode, $"{row.SourcePeriod}", row.Scope!, "content", $"{content}", FormattableString.Invariant($"{count}"), FormattableString.Invariant($"{time}"));
    }

    /// <summary>Says why a delivery would give money back by mistake, unless it was said expressly; <see langword="null"/> when it wouldn't.</summary>
    /// <param name="delivery">What it is of, and what is meant.</param>
    /// <param name="inForce">The one that it would replace, or <see langword="null"/> for the first.</param>
    /// <param name="difference">What it would change.</param>
    public static Problem? RefusalOf(NewUsageDelivery delivery, UsageDelivery? inForce, UsageDifference difference)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(difference);
        if (inForce is null)
        {
            return null;
        }

        var of = $"The delivery of {delivery.Scope} for {delivery.Period.Start:R} to {delivery.Period.LastDay:R}";
        var withdrawn = difference.WithdrawnText();
        if (delivery.DeliveredAt < inForce.DeliveredAt && !delivery.AllowOlder)
        {
            return new(UsageErrors.OlderDelivery, $"{of} was made on {delivery.DeliveredAt}, before the one in force of {inForce.DeliveredAt}. {withdrawn} Import the newer one, or allow an older one.", nameof(delivery.DeliveredAt));
        }

        if (difference.InForce > 0 && (difference.Rows == 0 || difference.Rows < difference.InForce - difference.Rows) && !delivery.AllowShrinking)
        {
            return new(UsageErrors.DeliveryShrinks, $"{of} has {difference.Rows} rows, where {difference.InForce} are in force. {withdrawn} Import all rows of the scope, or allow it to shrink.", nameof(delivery.AllowShrinking));
        }

        if (difference is { InForce: > 0, Rows: > 0, HasCommon: false } && !delivery.AllowDifferent)
        {
            return new(UsageErrors.DeliveryDiffers, $"{of} has no customer, service and counter in common with the one in force. {withdrawn} Import it under the scope that it is of, or allow it to differ.", nameof(delivery.AllowDifferent));
        }

        return difference.Refused > 0 && !delivery.AllowRefusedRows
            ? new(UsageErrors.RowsRefused, $"{of} has {difference.Refused} refused rows{difference.FirstRefused}. {withdrawn} Mend them and import it again, or allow it without them.", nameof(delivery.AllowRefusedRows))
            : null;
    }
}
