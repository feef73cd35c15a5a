namespace Psa;

/// <summary>The error codes of lists.</summary>
public static class FilterErrors
{
    /// <summary>The page can't be given: its key is none, or belongs to another filter or order, or its size isn't from 1 to 1000. Begin with the first page.</summary>
    public const string BadPage = "filter.bad_page";

    /// <summary>A status that follows from sums, which no record is stored with.</summary>
    public const string ComputedStatus = "filter.computed_status";
}
