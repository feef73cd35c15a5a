using Psa.Catalog;
using Psa.Customers;

namespace Psa.Documents;

/// <summary>The library's own tax calculator: the tax table and the customer's exemption answer, in the order of <see cref="CustomerTaxes.For"/>. It keeps no state.</summary>
internal sealed class TaxTableCalculator : ITaxCalculator
{
    /// <inheritdoc/>
    public ValueTask<ValueList<AppliedTax>> FindTaxesAsync(TaxRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var taxes = new AppliedTax[request.Lines.Count];
        for (var i = 0; i < taxes.Length; i++)
        {
            var line = request.Lines[i];
            var isAsBefore = i > 0 && request.Lines[i - 1] is var before && before.TaxCode == line.TaxCode && before.IsOverride == line.IsOverride;
            taxes[i] = isAsBefore ? taxes[i - 1] : request.Table.For(line.TaxCode, line.IsOverride, request.CustomerTaxCode, request.CustomerExemption, request.TaxPoint);
        }

        return ValueTask.FromResult(ValueList.Owning(taxes));
    }
}
