/* Debt sized and repaid by cover, reserves for debt service, and flows split between two owners,
 * held to NREL's System Advisor Model: the figures are those of the regression tests of its library
 * SSC (NREL/ssc, project finance cases of 2022-08-08 and 2023-10-27), in USD; here any currency
 * does.
 *
 * SSC's years are put on the ledger's months so that year t ends in December of year t: completion
 * in the December before, what a year brings in its last month. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "deal_text.h"

enum { YEARS = 25, TENOR = 18 };

typedef struct ssc_case {
    double debt, equity, fee_share;
    double cash[TENOR];    /* CFADS of years 1.. */
    double service[TENOR]; /* cf_debt_payment_total */
    double balance[TENOR]; /* cf_debt_balance, end of year */
    double reserve[TENOR]; /* cf_reserve_debtservice, end of years 0.. */
} ssc_case;

static const ssc_case CASES[] = {
    /* levpartflip, generic system */
    {824365463.7700301,
     440278509.5605687,
     0.0275,
     {109774400, 109491304.00000004, 109170856.04, 108811819.57540005, 108412924.12052904,
      107972864.36984372, 107490299.29685433, 106963851.23021774, 106392104.90642479,
      105773606.49849132, 105106862.6200538, 104390339.30424622, 103622460.95673037,
      102801609.28222549, 101926122.18387368, 100994292.63475898, 100004367.52087939,
      98954546.45485526},
     {84441846.15384614, 84224080.00000003, 83977581.56923077, 83701399.67338465, 83394557.01579157,
      83056049.51526439, 82684845.61296487, 82279885.56170595, 81840080.69724983, 81364312.69114716,
      80851432.78465676, 80300261.00326632, 79709585.35133106, 79078160.98632729, 78404709.37221052,
      77687917.41135305, 76926436.5545226, 76118881.8883502},
     {797629200.0800861, 769239164.0856922, 739108324.0024599, 707144507.0092474, 673250065.4841032,
      637321520.552726, 599249181.378452, 558916738.5132376, 516200829.5119144, 470970574.8866012,
      423087082.34400654, 372402917.10482067, 318761535.95082706, 261996682.48105767,
      201931740.8825212, 138379045.33294463, 71139141.95172815, 0},
     {42220923.07692307, 42112040.000000015, 41988790.78461538, 41850699.836692326,
      41697278.50789578, 41528024.757632196, 41342422.806482434, 41139942.78085297,
      40920040.348624915, 40682156.34557358, 40425716.39232838, 40150130.50163316,
      39854792.67566553, 39539080.493163645, 39202354.68610526, 38843958.705676526,
      38463218.2772613, 38059440.9441751}},
    /* levpartflip, PVWatts */
    {52499952.30030139,
     75500886.26313369,
     0.0275,
     {6670038.050459659, 6677642.552418647, 6684532.821662331, 6690686.525863779, 6696080.75222914,
      6700691.992876341, 6704496.129847608, 6707468.419746815, 6709583.477992204, 6710815.262674863,
      6711137.058013144, 6710521.4573928155, 6708940.345982751, 6706364.882915374,
      6702765.483021081, 7640094.345421307, 7634355.2450737115, 7627498.796995457},
     {5130798.500353583, 5136648.1172451135, 5141948.3243556395, 5146681.942972138,
      5150831.347868569, 5154378.456058724, 5157304.71526739, 5159591.092112934, 5161218.059994003,
      5162165.586672972, 5162413.121548573, 5161939.582609858, 5160723.343063654, 5158742.217627211,
      5155973.448477754, 5876995.650324082, 5872580.957749008, 5867306.766919582},
     {51044150.460968904, 49480592.87599161, 47802286.05295539, 46001764.133690126,
      44071056.27517986, 42001651.75838373, 39784462.6662032, 37409783.96072449, 34867250.7779812,
      32145792.74576691, 29233585.116422024, 26117996.491961706, 22785532.90333537,
      19221777.988941636, 15411328.999689795, 10613126.379343998, 5483464.2681490695, 0},
     {2565399.2501767916, 2568324.0586225567, 2570974.1621778198, 2573340.971486069,
      2575415.6739342846, 2577189.228029362, 2578652.357633695, 2579795.546056467,
      2580609.0299970014, 2581082.793336486, 2581206.5607742863, 2580969.791304929,
      2580361.671531827, 2579371.1088136053, 2577986.724238877, 2938497.825162041,
      2936290.478874504, 2933653.3834597906}},
    /* singleowner, generic system */
    {734600910.5918515,
     485781491.3725014,
     0.0275,
     {98000960, 97726273.60000004, 97417472.936, 97073432.68036005, 96692996.64753865,
      96274976.9953984, 95818153.40627144, 95321272.24727607, 94783045.7093644, 94202150.92456385,
      93577229.06086811, 92906884.39421178, 92189683.35695727, 91424153.5623004, 90608782.80399118,
      89742018.0307506, 88822264.29474564, 87847883.67347278},
     {75385353.84615384, 75174056.61538464, 74936517.64307693, 74671871.29258466, 74379228.19041434,
      74057674.61184493, 73706271.85097803, 73324055.57482775, 72910035.16104953, 72463193.01889527,
      71982483.89297546, 71466834.14939368, 70915141.04381329, 70326271.9710003, 69699063.69537783,
      69032321.56211585, 68324818.68826587, 67575295.1334406},
     {710637620.4871272, 685208197.3058414, 658236253.4741734, 629640919.924781, 599336556.1291013,
      567232440.4462935, 533232439.426556, 497234654.61158717, 459131045.27334875,
      418807025.4235879, 376141033.31026363, 331004071.4925884, 283259215.4532563,
      232761088.56398395, 179355301.068085, 122877850.58073512, 63154481.4331207, 0},
     {37692676.92307692, 37587028.30769232, 37468258.82153846, 37335935.64629233, 37189614.09520717,
      37028837.30592246, 36853135.925489016, 36662027.78741387, 36455017.580524765,
      36231596.509447634, 35991241.94648773, 35733417.07469684, 35457570.521906644,
      35163135.98550015, 34849531.84768891, 34516160.781057924, 34162409.34413294,
      33787647.5667203}},
    /* host_developer, PVWatts */
    {568344.0876233948,
     454076.48491241643,
     0.0275,
     {72186.77472803622, 72331.08445642976, 72470.15366797884, 72603.80755087512, 72731.86670621042,
      72854.14703222639, 72970.45960566441, 73080.61056014439, 73184.40096149762, 73281.62667997729,
      73372.07825926923, 73455.54078222204, 73531.79373321547, 73600.61085708214, 73661.76001449687,
      78801.7087892509, 78846.80131428686, 78883.49264898495},
     {55528.28825233556, 55639.2957357152, 55746.27205229142, 55849.0827314424, 55947.58977400802,
      56041.65156325107, 56131.122773588, 56215.85427703414, 56295.69304730586, 56370.48206152099,
      56440.06019943787, 56504.2621401708, 56562.91825631959, 56615.854505447795, 56662.89231884375,
      60616.69906865454, 60651.385626374504, 60679.60972998842},
     {552599.8855046969, 535642.5817543104, 517391.29042482073, 497759.5980231158,
      476655.18011072587, 453979.39115522563, 429626.82576250343, 403484.84928884456,
      375433.0956917578, 345342.93032865983, 313076.8752522282, 278487.9943797133,
      241419.23572997365, 201702.727725624, 159159.0263475739, 109683.45912324954,
      56709.91563550251, 0},
     {27764.14412616778, 27819.6478678576, 27873.13602614571, 27924.5413657212, 27973.79488700401,
      28020.825781625535, 28065.561386794, 28107.92713851707, 28147.84652365293, 28185.241030760495,
      28220.030099718933, 28252.1310700854, 28281.459128159797, 28307.9272527239,
      28331.446159421874, 30308.349534327266, 30325.692813187252, 30339.80486499421}},
};

#define SCULPTED                                                                                   \
    "{\"id\": \"building\", \"kind\": \"building_cost\"}, "                                        \
    "{\"id\": \"one\", \"kind\": \"equity\", \"owner\": \"partner\", \"share\": 0.98}, "           \
    "{\"id\": \"two\", \"kind\": \"equity\", \"owner\": \"developer\", \"share\": 0.02}, "         \
    "{\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"profile\": \"sculpted\"," \
    " \"rate\": \"fixed\", \"nominal_rate\": 0.07, \"years\": 18, \"terms_per_year\": 1,"          \
    " \"dscr_target\": 1.3}, "                                                                     \
    "{\"id\": \"reserve\", \"kind\": \"reserve\", \"months\": 6}, " TEST_LETTING

static void open_case(test_deal *d, const ssc_case *c) {
    char cost[32], fee[32];
    snprintf(cost, sizeof cost, "%.17g", c->debt + c->equity - c->fee_share * c->debt);
    snprintf(fee, sizeof fee, "%.17g", c->fee_share);
    test_deal_open(d, SCULPTED,
                   (const char *[]){"/project/start", "\"2019-12\"", "/project/build_months", "1",
                                    "/project/horizon_years", "25", "/costs/building/amount", cost,
                                    "/clauses/loan/fee", fee, NULL});
    test_deal_lanes(d, 1, (const char *[]){"net_operating", NULL});
    double net[1 + 12 * YEARS] = {0};
    for (int year = 1; year <= TENOR; year++)
        net[12 * year] = c->cash[year - 1];
    test_deal_give(d, "net_operating", net);
    test_deal_run(d);
}

static void expect_relative(double got, double expected, const char *what, int year) {
    cr_expect_float_eq(got, expected, 1e-9 * (fabs(expected) + 1), "%s, year %d: %.9f, not %.9f",
                       what, year, got, expected);
}

Test(sculpted, debt_service_balance_and_cover) {
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const ssc_case *c = &CASES[i];
        test_deal d;
        open_case(&d, c);
        expect_relative(test_scalar(&d, "loan.lent"), c->debt, "debt", 0);
        expect_relative(test_scalar(&d, "total_equity"), c->equity, "equity", 0);
        expect_relative(-test_value(&d, "partner.net", 1), 0.98 * c->equity, "partner", 0);
        for (int year = 1; year <= TENOR; year++) {
            uint32_t m = 1 + 12 * (uint32_t)year;
            double scale = c->debt * 1e-9;
            cr_expect_float_eq(test_value(&d, "service_due", m), c->service[year - 1], scale);
            cr_expect_float_eq(test_value(&d, "loan.closing", m), c->balance[year - 1], scale);
            cr_expect_float_eq(test_value(&d, "dscr", m), 1.3, 1e-9);
        }
        cr_expect_float_eq(test_scalar(&d, "min_dscr"), 1.3, 1e-9);
        test_deal_close(&d);
    }
}

/* Half of next year's service is what each year end sets as its target; the cash is kept from the
 * first year end on, when there is surplus enough, and let go as the target falls. */
Test(sculpted, reserve) {
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const ssc_case *c = &CASES[i];
        test_deal d;
        open_case(&d, c);
        for (int year = 0; year < TENOR; year++) {
            double target = test_value(&d, "reserve.reserve_target", 1 + 12 * (uint32_t)year);
            cr_expect_float_eq(target, c->reserve[year], 1e-9 * c->debt);
        }
        for (uint32_t year = 2; year < TENOR; year++)
            cr_expect_float_eq(test_value(&d, "cash", 1 + 12 * year), c->reserve[year],
                               1e-9 * c->debt);
        cr_expect_float_eq(test_value(&d, "cash", 1 + 12 * TENOR), 0, 1e-3);
        test_deal_close(&d);
    }
}

/* The leveraged partnership flip: the partner has 98 % of equity and of what comes back. SSC's
 * value date is the flow of year 0; the ledger's is a month before it. */
static const double FLIP_PRETAX[YEARS + 1] = {
    -440278509.5605687, 25835093.07692308,  25773593.66538465,  25703483.00117308,
    25624475.065297827, 25536275.980916582, 25438583.809815697, 25331088.34373109,
    25213470.890380986, 25085404.054077834, 24946551.510781266, 24796567.777455986,
    24635097.97558652,  24461777.588707298, 24276232.21379342,  24078077.30636038,
    23866917.91911368,  23642348.433986828, 61035867.887262285, 97304570.7737006,
    96115901.19089065,  94861302.02998896,  93538762.923158,    92146219.62208043,
    90681552.61473435,  174475924.66479772};

Test(sculpted, two_owners) {
    double net[1 + 12 * YEARS] = {0};
    char cost[32];
    snprintf(cost, sizeof cost, "%.17g", -FLIP_PRETAX[0]);
    test_deal d;
    test_deal_open(
        &d,
        "{\"id\": \"building\", \"kind\": \"building_cost\"}, "
        "{\"id\": \"one\", \"kind\": \"equity\", \"owner\": \"partner\", \"share\": 0.98}, "
        "{\"id\": \"two\", \"kind\": \"equity\", \"owner\": \"developer\","
        " \"share\": 0.02}, " TEST_LETTING,
        (const char *[]){"/project/start", "\"2019-12\"", "/project/build_months", "1",
                         "/project/horizon_years", "25", "/costs/building/amount", cost,
                         "/parties/partner/discount_rate", "0.0906", NULL});
    test_deal_lanes(&d, 1, (const char *[]){"net_operating", NULL});
    for (int year = 1; year <= YEARS; year++)
        net[12 * year] = FLIP_PRETAX[year];
    test_deal_give(&d, "net_operating", net);
    test_deal_run(&d);
    sam_result *result;
    cr_assert_eq(sam_metrics_measure(&result, d.ledger, 0, false), SAM_OK);
    const sam_party_result *partner = &result->parties[sam_deal_find_party(d.deal, "partner")];
    cr_expect(partner->irr.has_quoted);
    /* SSC's rate leaves a present value of 377 USD of the 431 million put in: it is right to 1e-7.
     */
    cr_expect_float_eq(partner->irr.quoted, 0.06793828048905929, 1e-7);
    cr_expect_float_eq(partner->npv * pow(1.0906, 1.0 / 12), -102019260.45657253, 0.2);
    sam_result_free(result);
    test_deal_close(&d);
}

/* Cash that comes after maturity carries no debt. Years without principal are not in the limit by
 * cover: what they leave is due at maturity. */
Test(sculpted, ends_at_maturity) {
    double net[1 + 12 * YEARS] = {0};
    test_deal d;
    test_deal_open(&d, SCULPTED,
                   (const char *[]){"/project/start", "\"2019-12\"", "/project/build_months", "1",
                                    "/project/horizon_years", "25", "/costs/building/amount",
                                    "100000000", "/clauses/loan/grace_years", "5", NULL});
    test_deal_lanes(&d, 1, (const char *[]){"net_operating", NULL});
    for (int year = 1; year <= YEARS; year++)
        net[12 * year] = 5e6;
    test_deal_give(&d, "net_operating", net);
    test_deal_run(&d);
    /* 5 million / 1.3 a year for 18 years at 7 %. */
    cr_expect_float_eq(test_scalar(&d, "loan.lent"), 5e6 / 1.3 * (1 - pow(1.07, -18)) / 0.07, 1e-3);
    cr_expect_float_eq(test_value(&d, "loan.closing", 1 + 12 * TENOR), 0, 1e-6);
    cr_expect_float_eq(test_sum(&d, "loan.principal_due"), test_scalar(&d, "loan.lent"), 1e-6);
    test_deal_close(&d);
}

/* ---- premiums for guarantees of a loan sized by cover ---- */

#define COVERED(guarantees)                                                                        \
    TEST_BASE TEST_LETTING                                                                         \
        ", {\"id\": \"first\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"rate\": "          \
        "\"fixed\","                                                                               \
        " \"nominal_rate\": 0.04, \"years\": 6, \"terms_per_year\": 2, \"amount_max\": 200000},"   \
        " {\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"profile\": "         \
        "\"sculpted\","                                                                            \
        " \"seniority\": 2, \"rate\": \"fixed\", \"nominal_rate\": 0.06, \"years\": 8,"            \
        " \"terms_per_year\": 4, \"dscr_target\": 1.25}" guarantees

#define COVER(id, of, share, years, premium)                                                       \
    ", {\"id\": \"" id                                                                             \
    "\", \"kind\": \"guarantee\", \"guarantor\": \"municipality\", \"loan\": \"" of                \
    "\", \"share\": " share ", \"years\": " years ", \"premium\": " premium "}"

/* The debt that leaves nothing at maturity, found by halving: what is paid each quarter is the cash
 * less premiums over 1.25. cash: a month's, before premiums; ahead: premiums of the first loan. */
static double sized_by_trial(const test_deal *d, double cash, double rate, double until) {
    double low = 0, high = 1e7;
    for (int trial = 0; trial < 200; trial++) {
        double debt = (low + high) / 2, left = debt;
        for (uint32_t quarter = 1; quarter <= 32; quarter++) {
            double premiums = 0, paid = 0;
            for (uint32_t k = 3 * quarter - 2; k <= 3 * quarter; k++) {
                premiums += k <= until ? left * rate / 12 : 0;
                if (test_has_row(d, "cover_first.premium_paid"))
                    premiums += test_of(d, "cover_first", "premium_paid", 12 + k);
            }
            paid = (3 * cash - premiums) / 1.25;
            left = left * (1 + 0.06 / 4) - paid;
        }
        if (left > 0)
            high = debt;
        else
            low = debt;
    }
    return (low + high) / 2;
}

/* Two guarantors promise 40 % and 30 % of the loan at 2 % and 1 %: 1.1 % of it a year, for five
 * years and a month; the loan ahead has a guarantee of its own, at 3 % of half. */
Test(sculpted, premiums_for_its_guarantees) {
    test_deal d;
    const char *const rent[] = {"/dwellings/0/rent", "1500", NULL};
    test_deal_open(&d,
                   COVERED(COVER("cover_first", "first", "0.5", "3", "0.03")
                               COVER("one", "loan", "0.4", "5.0833333333333333", "0.02")
                                   COVER("two", "loan", "0.3", "5.0833333333333333", "0.01")),
                   rent);
    test_deal_run(&d);
    double debt = sized_by_trial(&d, 15000, 0.011, 61);
    cr_expect_gt(debt, 3e5);
    cr_expect_float_eq(test_scalar(&d, "loan.limit_dscr"), debt, 1e-6 * debt, "%.6f, not %.6f",
                       test_scalar(&d, "loan.limit_dscr"), debt);
    test_deal_close(&d);
}

/* Cover is 1.25 in every term and the balance is what the cash ahead can carry, to the last. */
Test(sculpted, cover_after_premiums) {
    test_deal d;
    const char *const rent[] = {"/dwellings/0/rent", "1000", "/clauses/first/amount_max", "0",
                                NULL};
    test_deal_open(&d, COVERED(COVER("one", "loan", "0.8", "30", "0.02")), rent);
    test_deal_run(&d);
    cr_expect_lt(test_scalar(&d, "loan.lent"), 1200000, "cover is the least limit");
    for (uint32_t quarter = 1; quarter <= 32; quarter++) {
        uint32_t m = 12 + 3 * quarter;
        double cash = 30000;
        for (uint32_t k = m - 2; k <= m; k++)
            cash -= test_of(&d, "one", "premium_paid", k);
        cr_expect_float_eq(test_of(&d, "loan", "interest_due", m) +
                               test_of(&d, "loan", "principal_due", m),
                           cash / 1.25, 1e-7, "quarter %u", quarter);
        cr_expect_float_eq(test_of(&d, "loan", "closing", m), test_of(&d, "loan", "capacity", m),
                           1e-7);
    }
    cr_expect_float_eq(test_of(&d, "loan", "closing", 12 + 96), 0, 1e-7);
    cr_expect_float_eq(test_value(&d, "dscr", 24), 1.25, 1e-9);
    test_deal_close(&d);
}

/* A guarantee that costs nothing changes nothing; where the cash does not reach the premium nothing
 * is lent. */
Test(sculpted, free_and_too_dear_guarantees) {
    test_deal d;
    const char *const rent[] = {"/clauses/first/amount_max", "0", NULL};
    test_deal_open(&d, COVERED(""), rent);
    test_deal_run(&d);
    double alone = test_scalar(&d, "loan.lent");
    cr_expect_float_eq(alone, 30000 / 1.25 * (1 - pow(1.015, -32)) / 0.015, 1e-6);
    test_deal_close(&d);
    test_deal_open(&d, COVERED(COVER("one", "loan", "1", "30", "0")), rent);
    test_deal_run(&d);
    cr_expect_eq(test_scalar(&d, "loan.lent"), alone);
    test_deal_close(&d);
    test_deal_open(
        &d, COVERED(COVER("one", "loan", "1", "30", "0.02")),
        (const char *[]){"/dwellings/0/rent", "0", "/clauses/first/amount_max", "0", NULL});
    test_deal_run(&d);
    cr_expect_eq(test_scalar(&d, "loan.lent"), 0);
    test_deal_close(&d);
}
