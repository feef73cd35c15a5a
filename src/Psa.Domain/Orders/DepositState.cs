using Psa.SalesItems;

namespace Psa.Orders;

/// <summary>A deposit with what asks for it and what became of that.</summary>
internal sealed record DepositState
{
    /// <summary>Gets the deposit.</summary>
    internal required Deposit Deposit { get; init; }

    /// <summary>Gets the item that asks for it.</summary>
    internal required SalesItem Asked { get; init; }

    /// <summary>Gets the items that deduct it, whatever became of them, in the order they were made.</summary>
    internal required IReadOnlyList<SalesItem> Deductions { get; init; }

    /// <summary>Gets the number of its invoice; <see langword="null"/> until it is issued.</summary>
    internal string? Number { get; init; }

    /// <summary>Gets whether it was set off: a run put it on a credit note with more that was given back.</summary>
    internal bool IsSetOff { get; init; }

    /// <summary>Gets the place of its first line on that invoice.</summary>
    internal int FirstLine { get; init; }

    /// <summary>Gets its lines; none where nobody asks for it any more.</summary>
    internal required IReadOnlyList<DepositLine> Lines { get; init; }

    /// <summary>Gets the status that follows from what is left: closed once something was credited, or nobody asks for it any more, and nothing is left; deducted where all of it was.</summary>
    internal DepositStatus Status
    {
        get
        {
            if (Asked.Status == SalesItemStatus.Canceled)
            {
                return DepositStatus.Closed;
            }

            if (Number is null)
            {
                return DepositStatus.Open;
            }

            var isCredited = false;
            foreach (var line in Lines)
            {
                isCredited |= !line.Credited.IsZero;
                if (!line.Left.IsZero)
                {
                    return DepositStatus.Open;
                }
            }

            return isCredited ? DepositStatus.Closed : DepositStatus.Deducted;
        }
    }

    /// <summary>Gets whether something is left that can be deducted.</summary>
    internal bool IsLeft
    {
        get
        {
            var isLeft = false;
            foreach (var line in Lines)
            {
                isLeft |= !line.Left.IsZero;
            }

            return Number is not null && isLeft;
        }
    }

    /// <summary>Gets what is deducted of it at all codes together.</summary>
    internal Money Deducted
    {
        get
        {
            var sum = Money.Zero(Asked.Currency);
            foreach (var line in Lines)
            {
                sum += line.Deducted;
            }

            return sum;
        }
    }

    /// <summary>Gives where it stands, for people.</summary>
    internal DepositStanding ToStanding()
    {
        var shares = new List<DepositShare>(Lines.Count);
        foreach (var line in Lines)
        {
            shares.Add(new(line.TaxCode, line.Line.Amount, line.Deducted, line.Credited));
        }

        return new(Deposit, Asked.Invoice, Number is not null, shares.ToValueList());
    }

    /// <summary>Gives what the items of a deposit deduct of one of its lines: what the customer bears of them, of the other sign.</summary>
    /// <param name="asked">The item that asks for the deposit.</param>
    /// <param name="place">The place of the line.</param>
    /// <param name="items">The items of the deposit, and perhaps of other sources.</param>
    internal static Money DeductedOf(SalesItem asked, int place, IEnumerable<SalesItem> items)
    {
        var deducted = Money.Zero(asked.Currency);
        foreach (var item in items)
        {
            deducted -= item.Source == asked.Source && item.SourceId == asked.SourceId && item.SourceLine == place && !item.Released ? item.Borne() : Money.Zero(asked.Currency);
        }

        return deducted;
    }
}
