namespace Psa;

/// <summary>A value type whose default value stands for none that was given: money without a currency, a period without days, an empty id.</summary>
internal interface IMayBeUnset
{
    bool IsUnset { get; }
}
