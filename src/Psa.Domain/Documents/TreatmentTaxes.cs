using Psa.Sellers;

namespace Psa.Documents;

/// <summary>
/// Takes the taxes of the treatments of a document, amount by amount. On prices without tax each group is taxed by itself; prices with tax hold the tax of all
/// components of a code together, which is split over them.
/// </summary>
internal sealed class TreatmentTaxes
{
    private readonly TaxTreatment[] _treatments;
    private readonly GroupKey[] _groups;
    private readonly TaxShares[] _shares;
    private readonly Money[] _parts;
    private readonly Money[][]? _upTo;
    private readonly Money[] _totals;
    private readonly bool _isInclusive;

    /// <summary>Starts a document.</summary>
    /// <param name="treatments">Its treatments.</param>
    /// <param name="groups">Its tax groups.</param>
    /// <param name="input">Currency, price mode and rounding.</param>
    /// <param name="eachByItself">Whether each amount is rounded by itself.</param>
    internal TreatmentTaxes(TaxTreatment[] treatments, GroupKey[] groups, DocumentInput input, bool eachByItself)
    {
        (_treatments, _groups) = (treatments, groups);
        _isInclusive = input.PriceMode == PriceMode.TaxInclusive;
        _shares = new TaxShares[_isInclusive ? treatments.Length : groups.Length];
        for (var i = 0; i < _shares.Length; i++)
        {
            _shares[i] = new(_isInclusive ? treatments[i].Rate : groups[i].Rate, input, eachByItself);
        }

        var most = 1;
        foreach (var treatment in treatments)
        {
            most = Math.Max(most, treatment.Groups.Length);
        }

        var zero = Money.Zero(input.Currency);
        _parts = new Money[most];
        _totals = [];
        if (_isInclusive && most > 1 && !eachByItself)
        {
            _totals = new Money[treatments.Length];
            _upTo = new Money[treatments.Length][];
            for (var i = 0; i < treatments.Length; i++)
            {
                _totals[i] = zero;
                _upTo[i] = new Money[treatments[i].Groups.Length];
                Array.Fill(_upTo[i], zero);
            }
        }
    }

    /// <summary>Gives the taxes on the next amount by the groups of its treatment, in their order, until the next call; of amounts with tax, the taxes in it.</summary>
    /// <param name="treatment">The place of the treatment.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="tax">All of them together.</param>
    internal ReadOnlySpan<Money> Next(int treatment, Money amount, out Money tax)
    {
        var groups = _treatments[treatment].Groups;
        var parts = _parts.AsSpan(0, groups.Length);
        if (!_isInclusive)
        {
            tax = Money.Zero(amount.Currency);
            for (var i = 0; i < groups.Length; i++)
            {
                parts[i] = _shares[groups[i]].Next(amount);
                tax += parts[i];
            }

            return parts;
        }

        tax = _shares[treatment].Next(amount);
        if (_upTo is null)
        {
            _treatments[treatment].Split(tax, _groups, parts);
            return parts;
        }

        // the differences of the splits of running totals add up to the split of all of it
        _totals[treatment] += tax;
        _treatments[treatment].Split(_totals[treatment], _groups, parts);
        for (var i = 0; i < parts.Length; i++)
        {
            (_upTo[treatment][i], parts[i]) = (parts[i], parts[i] - _upTo[treatment][i]);
        }

        return parts;
    }
}
